// Consul as a program, for tests and trials where none is on the path, with all its commands: consul agent, consul kv, …
package main

import (
	"os"

	"github.com/hashicorp/consul/command"
	"github.com/hashicorp/consul/command/cli"
	_ "github.com/hashicorp/consul/service_os"
	mitchellh "github.com/mitchellh/cli"
)

func main() {
	ui := &cli.BasicUI{BasicUi: mitchellh.BasicUi{Writer: os.Stdout, ErrorWriter: os.Stderr}}
	program := &mitchellh.CLI{
		Name:     "consul",
		Args:     os.Args[1:],
		Commands: command.RegisteredCommands(ui),
		HelpFunc: mitchellh.BasicHelpFunc("consul"),
	}
	code, err := program.Run()
	if err != nil {
		ui.Error(err.Error())
		code = 1
	}
	os.Exit(code)
}
