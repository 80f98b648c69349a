// Telegraf for tests and trials, with only the inputs and outputs the suite speaks to, started like the real one:
// telegraf --config FILE.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/influxdata/telegraf/agent"
	"github.com/influxdata/telegraf/config"
	"github.com/influxdata/telegraf/logger"
	_ "github.com/influxdata/telegraf/plugins/inputs/influxdb_listener"
	_ "github.com/influxdata/telegraf/plugins/inputs/jolokia2_agent"
	_ "github.com/influxdata/telegraf/plugins/outputs/influxdb"
	_ "github.com/influxdata/telegraf/plugins/parsers/influx"
	_ "github.com/influxdata/telegraf/plugins/serializers/influx"
)

func run() error {
	file := flag.String("config", "telegraf.conf", "configuration file")
	flag.Parse()
	settings := config.NewConfig()
	if err := settings.LoadConfig(*file); err != nil {
		return err
	}
	if err := logger.SetupLogging(&logger.Config{}); err != nil {
		return err
	}
	end, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return agent.NewAgent(settings).Run(end)
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
