// Package program starts the built binary as its users do and ends it with the
// tests, however they end.
package program

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"syscall"
	"time"
)

// patience is how long a server may take to tell its address.
const patience = time.Minute

// Build compiles the command sijoita into the directory and gives its path.
func Build(dir string) (string, error) {
	path := filepath.Join(dir, "sijoita")
	out, err := exec.Command("go", "build", "-o", path, "sijoita/cmd/sijoita").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build sijoita: %w\n%s", err, out)
	}
	return path, nil
}

// Server is a program that serves pages.
type Server struct {
	// URL is the first address that the program printed, without a slash at
	// its end.
	URL string

	cmd    *exec.Cmd
	keeper io.Closer
	ended  chan error
	log    *log
}

// keepScript runs a program and ends it, as its operator would, at the end of
// its own input. That comes with Stop, or when the tests are killed.
const keepScript = `
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
(while read -r _; do :; done; kill -TERM $program) <&3 >/dev/null 2>&1 &
keeper=$!
exec 3<&-
wait $program
code=$?
kill $keeper 2>/dev/null
exit $code
`

// Start runs a program until it has printed the address it serves at. What it
// needs from the environment is inherited.
func Start(path string, args ...string) (*Server, error) {
	s := &Server{ended: make(chan error, 1), log: &log{address: make(chan string, 1)}}
	s.cmd = exec.Command("/bin/sh", append([]string{"-c", keepScript, "sh", path}, args...)...)
	s.cmd.Stdout, s.cmd.Stderr = s.log, s.log
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // an interrupt at the terminal is for the tests
	keeper, err := s.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	s.keeper = keeper
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	go func() { s.ended <- s.cmd.Wait() }()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	select {
	case s.URL = <-s.log.address:
		return s, nil
	case err := <-s.ended:
		_ = keeper.Close() // nobody reads it any more
		return nil, fmt.Errorf("%s ended before it told its address (%v):\n%s", filepath.Base(path), err, s.Log())
	case <-ctx.Done():
		return nil, errors.Join(fmt.Errorf("%s told no address in %s:\n%s", filepath.Base(path), patience, s.Log()), keeper.Close())
	}
}

// Log is what the program has printed so far.
func (s *Server) Log() string {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	return s.log.text.String()
}

// Find waits until the program has printed what the pattern says, and gives it.
func (s *Server) Find(pattern *regexp.Regexp) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		if found := pattern.FindString(s.Log()); found != "" {
			return found, nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return "", fmt.Errorf("the program never printed %s:\n%s", pattern, s.Log())
		}
	}
}

// Stop asks the program to end and waits until it has. A program that does not
// end in good order is an error.
func (s *Server) Stop() error {
	if err := s.keeper.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		return err
	}
	select {
	case err := <-s.ended:
		if err != nil {
			return fmt.Errorf("the program ended badly: %w", err)
		}
		return nil
	case <-time.After(patience):
		return errors.Join(errors.New("the program does not end"), syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL))
	}
}

// Kill ends the program at once and without a word, as a power cut would, and
// waits until it is gone.
func (s *Server) Kill() error {
	err := syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL)
	<-s.ended // says that it was killed, and closes the keeper's input
	return err
}

// log keeps what is printed and finds the first address in it.
type log struct {
	mu      sync.Mutex
	text    bytes.Buffer
	told    bool
	address chan string
}

var addressEnd = regexp.MustCompile(`(https?://[^\s"'<>]*[^\s"'<>/.,)])[/.,)]*\s`)

func (l *log) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text.Write(b)
	if !l.told {
		if m := addressEnd.FindSubmatch(l.text.Bytes()); m != nil {
			l.told = true
			l.address <- string(m[1])
		}
	}
	return len(b), nil
}
