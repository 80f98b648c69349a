<#
.SYNOPSIS
    What an immutable Windows machine does once: reads its medium, checks what it was given, starts its agent.

.DESCRIPTION
    Run as LocalSystem by the service 'provisioning', which this script disables. Each step is told on the first serial port
    and in C:\logs\first-boot.log; what cannot be done is told with its cause, and the machine shuts down, so that its provider
    sees it. docs/machines.md describes the medium, README.md every path through this script.
#>
[CmdletBinding()]
param(
    [string] $Place = 'C:\calvinverse',
    [string] $Log = 'C:\logs\first-boot.log'
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

$contract = 1

function Write-Step([string] $Text)
{
    $line = "first boot: $Text"
    Add-Content -Path $Log -Value $line
    try
    {
        $port = New-Object System.IO.Ports.SerialPort 'COM1', 115200
        $port.Open()
        $port.WriteLine($line)
        $port.Close()
    }
    catch
    {
        # A machine without a serial port has the log alone.
        Write-Verbose "no serial port: $_"
    }
}

function Stop-Machine([string] $Cause)
{
    Write-Step "failed: $Cause"
    Stop-Computer -Force
    exit 1
}

# A reboot that an update or the naming of the machine asked for comes first; the service runs again after it.
function Test-PendingReboot
{
    $keys = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending',
        'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired'
    return [bool] ($keys | Where-Object { Test-Path $_ })
}

function Get-Medium
{
    $drives = @(Get-CimInstance Win32_CDROMDrive)
    if ($drives.Count -ne 1)
    {
        Stop-Machine "there are $($drives.Count) DVD drives, there must be exactly one"
    }
    for ($try = 0; $try -lt 60; $try++)
    {
        $root = (Get-CimInstance Win32_CDROMDrive).Drive + '\'
        if (Test-Path (Join-Path $root 'run_provisioning.json'))
        {
            return $root
        }
        Start-Sleep -Milliseconds 500
    }
    Stop-Machine 'there is no first-boot medium: no run_provisioning.json on the DVD within 30 s'
}

# For SYSTEM and administrators alone: no build is to read it.
function Copy-Medium([string] $Root)
{
    New-Item -ItemType Directory -Path $Place -Force | Out-Null
    icacls $Place /inheritance:r /grant:r 'SYSTEM:(OI)(CI)F' 'Administrators:(OI)(CI)F' | Out-Null
    Copy-Item -Path (Join-Path $Root '*') -Destination $Place -Recurse -Force
    Get-ChildItem $Place -Recurse -File | ForEach-Object { $_.IsReadOnly = $false }
    # No build is to read it, not even before the provider takes it away.
    $drive = (Get-CimInstance Win32_CDROMDrive).Drive
    (New-Object -ComObject Shell.Application).Namespace(17).ParseName($drive).InvokeVerb('Eject')
}

function Read-Agent
{
    $file = Join-Path $Place 'agent\agent.json'
    if (-not (Test-Path $file))
    {
        Stop-Machine 'the medium has no agent/agent.json'
    }
    $agent = Get-Content -Raw $file | ConvertFrom-Json
    if ($agent.contract -ne $contract)
    {
        Stop-Machine "the medium speaks contract $($agent.contract), this image $contract; take an image that fits the plugin"
    }
    return $agent
}

# A data disk carries its volume label as serial number.
function Initialize-DataDisk
{
    foreach ($disk in Get-Disk | Where-Object { $_.PartitionStyle -eq 'RAW' })
    {
        $label = $disk.SerialNumber.Trim()
        if ($label -eq '')
        {
            Stop-Machine "disk $($disk.Number) has no serial number, which is to be its volume label"
        }
        $letter = @{ workspace = 'D'; cache = 'E' }[$label]
        Initialize-Disk -Number $disk.Number -PartitionStyle GPT
        $partition = if ($letter) { New-Partition -DiskNumber $disk.Number -UseMaximumSize -DriveLetter $letter }
            else { New-Partition -DiskNumber $disk.Number -UseMaximumSize -AssignDriveLetter }
        Format-Volume -Partition $partition -FileSystem NTFS -NewFileSystemLabel $label -Confirm:$false | Out-Null
        Write-Step "volume $label at $($partition.DriveLetter):"
    }
    New-Item -ItemType Directory -Path 'D:\ci' -Force | Out-Null
    icacls 'D:\ci' /grant 'agent:(OI)(CI)M' | Out-Null
}

function Wait-Address
{
    for ($try = 0; $try -lt 120; $try++)
    {
        $address = @(Get-NetIPAddress -AddressFamily IPv4 -PrefixOrigin Dhcp -ErrorAction SilentlyContinue)
        if ($address.Count -gt 0)
        {
            Write-Step "address $($address[0].IPAddress)"
            return
        }
        Start-Sleep -Milliseconds 500
    }
    Stop-Machine 'no address: DHCP did not answer within 60 s; is the machine in the right network?'
}

function Test-Controller([string] $Url)
{
    $problem = ''
    for ($try = 0; $try -lt 60; $try++)
    {
        try
        {
            $answer = Invoke-WebRequest -Uri "${Url}login" -UseBasicParsing -TimeoutSec 10
            $there = [DateTimeOffset]::Parse($answer.Headers['Date']).UtcDateTime
            $here = [DateTime]::UtcNow
            if ([Math]::Abs(($here - $there).TotalSeconds) -gt 300)
            {
                Stop-Machine "the clock is wrong: it is $($here.ToString('s')) here and $($there.ToString('s')) at the controller; set the hypervisor's clock"
            }
            Write-Step "controller $Url"
            return
        }
        catch
        {
            $problem = $_.Exception.Message
            Start-Sleep -Seconds 2
        }
    }
    Stop-Machine "the controller $Url does not answer: $problem"
}

function Open-RemoteAccess
{
    if (Test-Path (Join-Path $Place 'allow_winrm.json'))
    {
        Enable-PSRemoting -Force -SkipNetworkProfileCheck | Out-Null
        Write-Step 'login by WinRM is open'
    }
    else
    {
        Stop-Service WinRM -Force -ErrorAction SilentlyContinue
        Set-Service WinRM -StartupType Disabled
    }
}

function Start-Environment
{
    $consul = Join-Path $Place 'consul'
    if ((Test-Path $consul) -and (Get-Service consul -ErrorAction SilentlyContinue))
    {
        Get-ChildItem $consul -Recurse -Filter *.json | Copy-Item -Destination 'C:\config\consul' -Force
        Start-Service consul
        Write-Step 'Consul started'
    }
    $zones = Join-Path $Place 'unbound\unbound_zones.conf'
    if ((Test-Path $zones) -and (Get-Service unbound -ErrorAction SilentlyContinue))
    {
        Copy-Item $zones 'C:\config\unbound' -Force
        Start-Service unbound
        Write-Step 'Unbound started'
    }
}

# The password is on the medium, or in a wrapper of Vault that opens once, or where the token in that wrapper may read it.
function Resolve-Password
{
    $file = Join-Path $Place 'agent\vault.json'
    if (-not (Test-Path $file)) { return }
    $vault = Get-Content -Raw $file | ConvertFrom-Json
    Remove-Item $file -Force
    try
    {
        $opened = Invoke-RestMethod -Method Put -Uri "$($vault.address)/v1/sys/wrapping/unwrap" -Headers @{ 'X-Vault-Token' = $vault.token } -TimeoutSec 30
    }
    catch
    {
        Stop-Machine "Vault at $($vault.address) did not open what it was to be told: $($_.Exception.Message); if it was opened before, somebody else did, else this took too long"
    }
    $data = $opened.data
    if ($vault.path)
    {
        try
        {
            $read = Invoke-RestMethod -Uri "$($vault.address)/v1/$($vault.path)" -Headers @{ 'X-Vault-Token' = $opened.auth.client_token } -TimeoutSec 30
        }
        catch
        {
            Stop-Machine "Vault at $($vault.address) does not give $($vault.path): $($_.Exception.Message)"
        }
        $data = $read.data
        if ($data.PSObject.Properties['data']) { $data = $data.data }
    }
    if (-not $data -or -not $data.PSObject.Properties['password']) { Stop-Machine "what Vault at $($vault.address) gave holds no password" }
    Set-Content -Path (Join-Path $Place 'agent\password.txt') -Value $data.password -NoNewline
    Write-Step "password from Vault at $($vault.address)"
}

function Start-Agent([string] $Url)
{
    $jar = 'C:\ops\agent\swarm-client.jar'
    try
    {
        Invoke-WebRequest -Uri "${Url}swarm/swarm-client.jar" -OutFile $jar -UseBasicParsing -TimeoutSec 120
    }
    catch
    {
        Stop-Machine "the Swarm client cannot be fetched from ${Url}swarm/swarm-client.jar: $($_.Exception.Message)"
    }
    # Where the arguments say it is: readable for the agent's user until the client has read it, then gone.
    $password = Join-Path $Place 'agent\password'
    Move-Item (Join-Path $Place 'agent\password.txt') $password -Force
    icacls $Place /grant 'agent:(X)' | Out-Null
    icacls (Join-Path $Place 'agent') /grant 'agent:(X)' | Out-Null
    icacls $password /grant 'agent:R' | Out-Null
    Copy-Item (Join-Path $Place 'agent\arguments.txt') 'C:\ops\agent\arguments.txt' -Force
    Write-Step 'starting the agent'
    Start-Service agent
    $out = 'C:\logs\agent\agent.out.log'
    for ($try = 0; $try -lt 120; $try++)
    {
        if ((Test-Path $out) -and (Select-String -Path $out -Pattern 'Connect' -Quiet)) { break }
        Start-Sleep -Milliseconds 500
    }
    Remove-Item $password -Force
}

try
{
    New-Item -ItemType Directory -Path (Split-Path $Log) -Force | Out-Null
    if (Test-PendingReboot)
    {
        Write-Step 'a reboot is pending; it comes first'
        Restart-Computer -Force
        exit 0
    }
    Set-Service provisioning -StartupType Disabled
    $image = Get-Content -Raw 'C:\ops\image.json' | ConvertFrom-Json
    Write-Step "image $($image.name) $($image.version)"
    $root = Get-Medium
    Write-Step 'medium: DVD'
    Copy-Medium $root
    $agent = Read-Agent
    if ($env:COMPUTERNAME -ne $agent.hostName)
    {
        # Takes effect at the next start, which a machine of this kind never sees; Consul and the agent are told by configuration.
        Rename-Computer -NewName $agent.hostName -Force
    }
    Write-Step "host name $($agent.hostName)"
    Initialize-DataDisk
    Wait-Address
    Test-Controller $agent.controller
    Open-RemoteAccess
    $custom = 'C:\ops\Initialize-CustomResource.ps1'
    if (Test-Path $custom)
    {
        & $custom
    }
    Start-Environment
    Resolve-Password
    Start-Agent $agent.controller
}
catch
{
    Stop-Machine "unexpected: $($_.Exception.Message) at line $($_.InvocationInfo.ScriptLineNumber)"
}
