// Testserver is the application of the real node's pods: it answers over HTTP, writes a line a request, and fails in
// the ways a rollout can fail.
//
//	/         the version
//	/healthz  200 while it runs
//	/readyz   200 once it is ready, 503 before
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

// How long a slow server takes to become ready, and a flaky one to end: as on the fake nodes.
const (
	slow  = 3 * time.Second
	flaky = 6 * time.Second
)

func main() {
	fault := flag.String("fault", "", "crash: exit with 1 at once; flaky: after 6 s; never: never ready; slow: ready after 3 s")
	port := flag.String("port", "8080", "port to listen on")
	flag.Parse()
	log.SetFlags(log.LstdFlags | log.LUTC)
	log.SetOutput(os.Stdout)

	version := os.Getenv("VERSION")
	log.Printf("testserver %s starts", version)
	if *fault == "crash" {
		log.Fatal("cannot start: asked to crash")
	}
	if err := serve(":"+*port, routes(version, readiness(*fault)), *fault == "flaky"); err != nil {
		log.Fatal(err)
	}
}

// readiness tells whether the server is ready; when it becomes so is the fault's choice.
func readiness(fault string) *atomic.Bool {
	ready := new(atomic.Bool)
	switch fault {
	case "never":
	case "slow":
		time.AfterFunc(slow, func() { ready.Store(true) })
	default:
		ready.Store(true)
	}
	return ready
}

func routes(version string, ready *atomic.Bool) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, version) })
	mux.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("/readyz", func(w http.ResponseWriter, _ *http.Request) {
		if !ready.Load() {
			http.Error(w, "not ready", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.Printf("%s %s", r.Method, r.URL.Path)
		mux.ServeHTTP(w, r)
	})
}

// serve answers until it is told to end, finishing the requests it has.
func serve(address string, handler http.Handler, breaks bool) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	server := &http.Server{Addr: address, Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	if breaks {
		time.AfterFunc(flaky, func() { failed <- fmt.Errorf("broke down after %s", flaky) })
	}
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		ending, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		return server.Shutdown(ending)
	}
}
