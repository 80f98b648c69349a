// A Vault server for tests and trials: the core of HashiCorp Vault with the engines the suite speaks to, started like the
// real one: vault server -config=FILE. Its own command package does not link as a dependency, its core does.
package main

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/hashicorp/go-hclog"
	kv "github.com/hashicorp/vault-plugin-secrets-kv"
	"github.com/hashicorp/vault/audit"
	auditfile "github.com/hashicorp/vault/builtin/audit/file"
	"github.com/hashicorp/vault/builtin/credential/approle"
	"github.com/hashicorp/vault/builtin/logical/database"
	"github.com/hashicorp/vault/builtin/logical/rabbitmq"
	"github.com/hashicorp/vault/command/server"
	vaulthttp "github.com/hashicorp/vault/http"
	"github.com/hashicorp/vault/plugins/database/postgresql"
	"github.com/hashicorp/vault/sdk/helper/consts"
	"github.com/hashicorp/vault/sdk/logical"
	"github.com/hashicorp/vault/sdk/physical"
	"github.com/hashicorp/vault/sdk/physical/file"
	"github.com/hashicorp/vault/sdk/physical/inmem"
	"github.com/hashicorp/vault/vault"
)

var storages = map[string]physical.Factory{"file": file.NewFileBackend, "inmem": inmem.NewInmem}

// builtins tells the core which plugins are inside this program; without it every mount fails.
type builtins map[consts.PluginType]map[string]func() (interface{}, error)

func (b builtins) Contains(name string, kind consts.PluginType) bool {
	_, known := b[kind][name]
	return known
}

func (b builtins) Get(name string, kind consts.PluginType) (func() (interface{}, error), bool) {
	factory, known := b[kind][name]
	return factory, known
}

func (b builtins) Keys(kind consts.PluginType) []string {
	var names []string
	for name := range b[kind] {
		names = append(names, name)
	}
	return names
}

func (b builtins) DeprecationStatus(name string, kind consts.PluginType) (consts.DeprecationStatus, bool) {
	return consts.Supported, b.Contains(name, kind)
}

func inside(factory logical.Factory) func() (interface{}, error) {
	return func() (interface{}, error) { return factory, nil }
}

func main() {
	if len(os.Args) > 1 && (os.Args[1] == "version" || os.Args[1] == "-version") {
		fmt.Println("Vault v1.14.0 (core)")
		return
	}
	if len(os.Args) < 2 || os.Args[1] != "server" {
		fail(fmt.Errorf("usage: vault server -config=FILE | version"))
	}
	flags := flag.NewFlagSet("server", flag.ExitOnError)
	path := flags.String("config", "", "configuration file (HCL or JSON): storage file or inmem, listener tcp")
	_ = flags.Parse(os.Args[2:])
	if err := serve(*path); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func serve(path string) error {
	config, err := server.LoadConfigFile(path)
	if err != nil {
		return err
	}
	logger := hclog.New(&hclog.LoggerOptions{Name: "vault", Level: hclog.Info, Output: os.Stderr})
	newStorage, known := storages[config.Storage.Type]
	if !known {
		return fmt.Errorf("storage %q of %s is not in this program: use file or inmem", config.Storage.Type, path)
	}
	storage, err := newStorage(config.Storage.Config, logger)
	if err != nil {
		return err
	}
	core, err := vault.NewCore(&vault.CoreConfig{
		Physical:     storage,
		StorageType:  config.Storage.Type,
		Logger:       logger,
		RawConfig:    config,
		RedirectAddr: config.APIAddr,
		DisableMlock: true,
		// Revocations that fail are tried again soon: tests do not wait minutes for it
		ExpirationRevokeRetryBase: time.Second,
		DefaultLeaseTTL:           config.DefaultLeaseTTL,
		MaxLeaseTTL:               config.MaxLeaseTTL,
		AuditBackends:             map[string]audit.Factory{"file": auditfile.Factory},
		CredentialBackends:        map[string]logical.Factory{"approle": approle.Factory},
		LogicalBackends: map[string]logical.Factory{
			"kv": kv.Factory, "rabbitmq": rabbitmq.Factory, "database": database.Factory,
		},
		BuiltinRegistry: builtins{
			consts.PluginTypeCredential: {"approle": inside(approle.Factory)},
			consts.PluginTypeSecrets: {
				"kv": inside(kv.Factory), "rabbitmq": inside(rabbitmq.Factory), "database": inside(database.Factory),
			},
			consts.PluginTypeDatabase: {"postgresql-database-plugin": postgresql.New},
		},
	})
	if err != nil {
		return err
	}
	done := make(chan error, len(config.Listeners))
	for _, listener := range config.Listeners {
		socket, _, _, err := server.NewListener(listener, os.Stderr, nil)
		if err != nil {
			return err
		}
		handler := vaulthttp.Handler.Handler(&vault.HandlerProperties{Core: core, ListenerConfig: listener})
		web := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
		go func() { done <- web.Serve(socket) }()
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	select {
	case err := <-done:
		return err
	case <-stop:
		return core.Shutdown()
	}
}
