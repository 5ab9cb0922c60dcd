package program_test

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"

	"sijoita/e2e/program"
)

// TestMain is also the programs that the tests start.
func TestMain(m *testing.M) {
	switch os.Getenv("SIJOITA_TEST_PROGRAM") {
	case "serve":
		os.Exit(serve())
	case "refuse":
		fmt.Fprintln(os.Stderr, "portti on varattu")
		os.Exit(1)
	case "own":
		os.Setenv("SIJOITA_TEST_PROGRAM", "serve")
		s, err := program.Start(os.Args[0])
		fmt.Println(s.URL, err)
		select {}
	}
	os.Exit(m.Run())
}

// serve serves until it is asked to end, and says so.
func serve() int {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 1
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM)
	go func() { _ = http.Serve(listener, http.NotFoundHandler()) }()
	fmt.Fprintf(os.Stderr, "Sijoita: http://%s/.\nPysäytä: Ctrl+C\n", listener.Addr())
	<-stop
	fmt.Println("loppu")
	return 0
}

func TestAServerIsStartedAndEnds(t *testing.T) {
	t.Setenv("SIJOITA_TEST_PROGRAM", "serve")
	s, err := program.Start(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.Get(s.URL + "/")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusNotFound {
		t.Errorf("it answered %s", answer.Status)
	}
	if err := s.Stop(); err != nil {
		t.Error(err)
	}
	if !strings.Contains(s.Log(), "loppu") {
		t.Errorf("it did not end in good order: %s", s.Log())
	}
	if answer, err := http.Get(s.URL + "/"); err == nil {
		answer.Body.Close()
		t.Error("it still serves")
	}
}

func TestAProgramThatDoesNotServeIsTold(t *testing.T) {
	t.Setenv("SIJOITA_TEST_PROGRAM", "refuse")
	_, err := program.Start(os.Args[0])
	if err == nil || !strings.Contains(err.Error(), "portti on varattu") {
		t.Errorf("told %v", err)
	}
}

func TestAServerEndsWithTheTestsThatAreKilled(t *testing.T) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "SIJOITA_TEST_PROGRAM=own")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var url, none string
	if _, err := fmt.Fscanln(out, &url, &none); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // says "killed"
	deadline := time.After(20 * time.Second)
	for tick := time.NewTicker(20 * time.Millisecond); ; {
		select {
		case <-tick.C:
			connection, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
			if err != nil {
				return
			}
			connection.Close()
		case <-deadline:
			t.Fatalf("%s still serves", url)
		}
	}
}
