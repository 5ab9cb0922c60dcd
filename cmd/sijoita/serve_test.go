package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	neturl "net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// running is the program, started and told to end by the test.
type running struct {
	*exec.Cmd
	t        *testing.T
	out, err *bufio.Reader
}

// start starts the program in a folder of its own, where its temporary files go too.
func start(t *testing.T, args ...string) *running {
	t.Helper()
	dir := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	r := &running{Cmd: exec.CommandContext(ctx, "sijoita", args...), t: t}
	r.Dir = dir
	r.Env = append(os.Environ(), "TMPDIR="+dir, "LANG=en")
	out, err := r.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	told, err := r.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	r.out, r.err = bufio.NewReader(out), bufio.NewReader(told)
	if err := r.Start(); err != nil {
		t.Fatal(err)
	}
	return r
}

// find reads until a line has what is looked for, and gives its first group.
func (r *running) find(from *bufio.Reader, pattern string) string {
	r.t.Helper()
	for {
		line, err := from.ReadString('\n')
		if m := regexp.MustCompile(pattern).FindStringSubmatch(strings.TrimSuffix(line, "\n")); m != nil {
			return m[1]
		}
		if err != nil {
			r.t.Fatalf("it never said %s: %v", pattern, err)
		}
	}
}

// stop interrupts the program as Ctrl+C does, and wants it to end well.
func (r *running) stop() {
	r.t.Helper()
	if err := r.Process.Signal(os.Interrupt); err != nil {
		r.t.Fatal(err)
	}
	rest, _ := io.ReadAll(r.err)
	if err := r.Wait(); err != nil {
		r.t.Errorf("it ended badly: %v\n%s", err, rest)
	}
}

func (r *running) get(url string, want int) {
	r.t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		r.t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != want {
		r.t.Errorf("%s answers %s, want %d", url, answer.Status, want)
	}
}

// see wants a day to be that of the demo: the next can be moved to.
func (r *running) see(url, day string) {
	r.t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		r.t.Fatal(err)
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	today, err := time.Parse(time.DateOnly, day)
	if err != nil {
		r.t.Fatal(err)
	}
	if next := today.AddDate(0, 0, 1).Format(time.DateOnly); !strings.Contains(string(page), `min="`+next+`"`) {
		r.t.Errorf("%s does not offer %s as the next day", url, next)
	}
}

func TestDemoServesAndLeavesNothing(t *testing.T) {
	demo := start(t, "demo", "--addr", "127.0.0.1:0")
	url := demo.find(demo.out, `^Sijoita is at (http://127\.0\.0\.1:\d+)$`)
	demo.get(url+"/health", http.StatusOK)
	demo.get(url+"/sign-in", http.StatusOK)
	demo.get(url+"/demo", http.StatusOK)
	demo.stop()
	left, err := filepath.Glob(filepath.Join(demo.Dir, "*"))
	if err != nil || len(left) > 0 {
		t.Errorf("it left %v (%v)", left, err)
	}
}

func TestDemoBeginsOnADayAndGoesOnlyForward(t *testing.T) {
	demo := start(t, "demo", "--addr", "127.0.0.1:0", "--on", "2026-03-02")
	url := demo.find(demo.out, `^Sijoita is at (http://127\.0\.0\.1:\d+)$`)
	demo.see(url+"/demo", "2026-03-02")
	for _, row := range []struct {
		to   string
		want int
	}{{"2026-03-09", http.StatusOK}, {"2026-03-08", http.StatusUnprocessableEntity}} {
		answer, err := http.PostForm(url+"/demo", neturl.Values{"to": {row.to}, "back": {"/demo"}})
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != row.want {
			t.Errorf("to %s is answered with %s", row.to, answer.Status)
		}
	}
	demo.see(url+"/demo", "2026-03-09")
	demo.stop()
}

func TestServeInvitesTheFirstAdministrator(t *testing.T) {
	db := "sqlite:" + filepath.Join(t.TempDir(), "sijoita.db")
	if out, err := exec.Command("sijoita", "import", "--db", db, filepath.Join("testdata", "kainuu-2023-2024.json")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	first := start(t, "serve", "--db", db, "--addr", "localhost:0")
	url := first.find(first.err, `^Sijoita is at (http://localhost:\d+)$`)
	link := first.find(first.err, `one-time link, .*: (http://localhost:\d+/sign-in/link/\S+)$`)
	if !strings.HasPrefix(link, url) {
		t.Errorf("the link %s does not lead to %s", link, url)
	}
	first.get(url+"/health", http.StatusOK)
	first.get(link, http.StatusOK)
	first.get(url+"/demo", http.StatusNotFound) // nobody moves the day of real records
	first.stop()

	proxied := start(t, "serve", "--db", db, "--addr", "localhost:0", "--behind-proxy")
	proxied.find(proxied.err, `one-time link, .*: (/sign-in/link/\S+)$`)
	proxied.stop()
}

func TestServeOfANewDatabaseLetsTheCountyBeChosen(t *testing.T) {
	server := start(t, "serve", "--addr", "localhost:0")
	link := server.find(server.err, `The database is new\. .*: (http://localhost:\d+/sign-in/link/\S+)$`)
	server.get(link, http.StatusOK)
	server.stop()
}

func TestFromProxy(t *testing.T) {
	tests := []struct {
		rule, peer, want string
	}{
		{"a proxy on this machine is believed", "127.0.0.1:4711", "192.0.2.7"},
		{"so is one in the private network", "10.1.2.3:4711", "192.0.2.7"},
		{"and over IPv6", "[fd00::1]:4711", "192.0.2.7"},
		{"an IPv4 address written as IPv6 is the same", "[::ffff:10.1.2.3]:4711", "192.0.2.7"},
		{"somebody out in the world is not", "198.51.100.1:4711", ""},
		{"nor is one without an address", "@", ""},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			var got string
			handler := fromProxy(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.Header.Get("X-Forwarded-For") }))
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.RemoteAddr = tt.peer
			r.Header.Set("X-Forwarded-For", "192.0.2.7")
			handler.ServeHTTP(httptest.NewRecorder(), r)
			if got != tt.want {
				t.Errorf("who asked is %q, want %q", got, tt.want)
			}
		})
	}
}
