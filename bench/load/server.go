package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// server is `sijoita serve` in a process of its own.
type server struct {
	url     string
	started time.Duration // from its beginning to its first answer

	cmd *exec.Cmd
	log *os.File
}

// build compiles the program into a directory.
func build(dir string) (string, error) {
	path := filepath.Join(dir, "sijoita")
	out, err := exec.Command("go", "build", "-trimpath", "-o", path, "./cmd/sijoita").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build sijoita: %w\n%s", err, out)
	}
	return path, nil
}

var address = regexp.MustCompile(`http://[^\s/]+`)

// start starts a program that serves and waits until it answers. Its log goes
// into a file, as it does in use.
func start(ctx context.Context, log, program string, args ...string) (*server, error) {
	file, err := os.Create(log)
	if err != nil {
		return nil, err
	}
	s := &server{cmd: exec.CommandContext(ctx, program, args...), log: file}
	s.cmd.Stdout, s.cmd.Stderr = file, file
	s.cmd.Cancel = func() error { return s.cmd.Process.Signal(syscall.SIGTERM) }
	begun := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	for s.url == "" {
		if time.Since(begun) > patience {
			return nil, errors.Join(fmt.Errorf("the program tells no address: see %s", log), s.stop())
		}
		time.Sleep(time.Millisecond)
		printed, err := os.ReadFile(log)
		if err != nil {
			return nil, errors.Join(err, s.stop())
		}
		s.url = address.FindString(string(printed))
	}
	answer, err := http.Get(s.url + "/health")
	if err != nil {
		return nil, errors.Join(err, s.stop())
	}
	s.started = time.Since(begun)
	_, err = io.Copy(io.Discard, answer.Body)
	return s, errors.Join(err, answer.Body.Close())
}

// stop ends the program as its operator does.
func (s *server) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return errors.Join(s.cmd.Wait(), s.log.Close())
}

// resident is how much memory the program holds now and has held at most, in
// megabytes.
func (s *server) resident() (now, most float64, err error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, 0, err
	}
	read := func(field string) float64 {
		_, rest, _ := strings.Cut(string(status), field+":")
		number, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
		kilobytes, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return 0
		}
		return kilobytes / 1024
	}
	return read("VmRSS"), read("VmHWM"), nil
}
