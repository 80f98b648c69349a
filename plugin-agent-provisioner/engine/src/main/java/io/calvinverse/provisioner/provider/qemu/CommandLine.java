package io.calvinverse.provisioner.provider.qemu;

import io.calvinverse.provisioner.firstboot.DataDisk;
import io.calvinverse.provisioner.firstboot.Guest;
import java.util.ArrayList;
import java.util.List;

/** QEMU's arguments for one machine. Linux gets virtio devices, Windows such as it knows by itself. */
final class CommandLine {
    private final String directory;
    private final Image image;
    private final QemuSettings settings;
    private final List<String> arguments = new ArrayList<>();
    private int ports;

    private CommandLine(String directory, Image image, QemuSettings settings) {
        this.directory = directory;
        this.image = image;
        this.settings = settings;
    }

    /** @param directory of the machine, where its disks are */
    static List<String> of(String name, String directory, Image image, QemuSettings settings) {
        return new CommandLine(directory, image, settings).build(name);
    }

    private List<String> build(String name) {
        add("-name", "guest=" + name);
        add("-machine", windows() ? "q35" : "pc");
        add("-no-user-config");
        add("-nodefaults");
        add("-display", "none");
        add("-smp", Integer.toString(settings.cpus()));
        add("-m", Integer.toString(settings.memory()));
        add("-rtc", "base=" + settings.clock());
        // A system that wants to begin again ends instead: a machine boots once.
        add("-no-reboot");
        add("-chardev", "file,id=console,append=on,path=" + escaped(directory + "/console.log"));
        add("-serial", "chardev:console");
        add("-qmp", "unix:qmp,server=on,wait=off");
        disk("root", "root");
        for (DataDisk disk : settings.disks()) {
            disk(disk.label(), disk.label());
        }
        medium();
        add("-netdev", Network.backend(settings));
        add("-device", (windows() ? "e1000e" : "virtio-net-pci") + ",netdev=net,mac=" + Network.hardwareAddress(name));
        if (!windows()) {
            add("-device", "virtio-rng-pci");
        } else {
            add("-device", "VGA");
        }
        kernel();
        return arguments;
    }

    private void disk(String file, String serial) {
        // A write the host has no room for stops the machine, which the list shows, in place of breaking its files.
        add(
                "-drive",
                "if=none,format=qcow2,discard=unmap,werror=stop,id=" + serial + ",file="
                        + escaped(directory + '/' + file + ".qcow2"));
        add(
                "-device",
                (windows() ? "ide-hd,bus=" + port() : "virtio-blk-pci") + ",drive=" + serial + ",serial=" + serial);
    }

    private void medium() {
        add(
                "-drive",
                "if=none,format=raw,media=cdrom,readonly=on,id=medium,file=" + escaped(directory + "/firstboot.iso"));
        if (windows()) {
            add("-device", "ide-cd,id=firstboot,drive=medium,bus=" + port());
        } else {
            add("-device", "virtio-scsi-pci");
            add("-device", "scsi-cd,id=firstboot,drive=medium");
        }
    }

    private void kernel() {
        if (image.kernel() != null) {
            add("-kernel", image.kernel());
            if (image.initrd() != null) {
                add("-initrd", image.initrd());
            }
            add("-append", (image.append() + ' ' + settings.append()).trim());
        }
    }

    private boolean windows() {
        return image.guest() == Guest.WINDOWS;
    }

    private String port() {
        return "ide." + ports++;
    }

    private static String escaped(String path) {
        return path.replace(",", ",,");
    }

    private void add(String... some) {
        arguments.addAll(List.of(some));
    }
}
