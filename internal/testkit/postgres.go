package testkit

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"
)

// SkipPostgres is the environment variable that, set to 1, leaves out the tests
// that need PostgreSQL. Without it a missing PostgreSQL fails them.
const SkipPostgres = "SIJOITA_SKIP_POSTGRES"

// Postgres gives the URL of an empty PostgreSQL database that is the test's own
// and is dropped at its end. The server is started once per test binary and
// ends with it, however it ends.
func Postgres(t testing.TB) string {
	t.Helper()
	c := theCluster(t)
	return c.create(t, "template0")
}

// PostgresFromTemplate gives the URL of a database that is a copy of a
// template. The template is made once per test binary and name, by migrate,
// which must close its connections before it returns.
func PostgresFromTemplate(t testing.TB, name string, migrate func(url string) error) string {
	t.Helper()
	c := theCluster(t)
	template, err := c.template(name, migrate)
	if err != nil {
		t.Fatalf("make the database template %s: %v", name, err)
	}
	return c.create(t, template)
}

// cluster is a PostgreSQL server in a directory of its own.
type cluster struct {
	dir    string
	keeper keeper
	admin  *sql.DB

	mu        sync.Mutex
	databases int
	templates map[string]func() error
}

var startOnce = sync.OnceValues(func() (*cluster, error) { return startCluster(Hasty) })

func theCluster(t testing.TB) *cluster {
	t.Helper()
	if os.Getenv(SkipPostgres) == "1" {
		t.Skipf("%s=1 leaves out the tests on PostgreSQL", SkipPostgres)
	}
	c, err := startOnce()
	if err != nil {
		t.Fatalf("%v", err)
	}
	return c
}

// create makes a database for one test.
func (c *cluster) create(t testing.TB, template string) string {
	t.Helper()
	name := c.nextName()
	if err := c.exec("create database %s template %s", name, template); err != nil {
		t.Fatalf("%v", err)
	}
	t.Cleanup(func() {
		if err := c.exec("drop database %s with (force)", name); err != nil {
			t.Errorf("%v", err)
		}
	})
	return c.url(name)
}

// template makes the template of the name unless it stands already, and gives
// the name of its database.
func (c *cluster) template(name string, migrate func(url string) error) (string, error) {
	database := "template_" + name
	c.mu.Lock()
	makeOnce, ok := c.templates[name]
	if !ok {
		makeOnce = sync.OnceValue(func() error {
			if err := c.exec("create database %s template %s", database, "template0"); err != nil {
				return err
			}
			return migrate(c.url(database))
		})
		c.templates[name] = makeOnce
	}
	c.mu.Unlock()
	return database, makeOnce()
}

func (c *cluster) nextName() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.databases++
	return fmt.Sprintf("test_%d", c.databases)
}

// exec runs a statement whose every %s is the name of a database.
func (c *cluster) exec(statement string, names ...string) error {
	quoted := make([]any, len(names))
	for i, name := range names {
		quoted[i] = `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
	}
	text := fmt.Sprintf(statement, quoted...)
	if _, err := c.admin.Exec(text); err != nil {
		return fmt.Errorf("%s: %w", text, err)
	}
	return nil
}

func (c *cluster) url(database string) string {
	u := url.URL{
		Scheme: "postgres", User: url.User("postgres"), Host: "localhost", Path: "/" + database,
		RawQuery: url.Values{"host": {c.dir}}.Encode(),
	}
	return u.String()
}

// Settings are how a server is started.
type Settings string

// The settings: Hasty forgets everything with the machine's power, which a test
// can bear; Durable is as a server is run, and what it says is written is on the
// disk.
const (
	Hasty Settings = "-c fsync=off -c full_page_writes=off -c autovacuum=off -c wal_level=minimal" +
		" -c max_wal_senders=0 -c max_connections=200 -c shared_buffers=32MB -c timezone=UTC"
	Durable Settings = "-c shared_buffers=1GB -c max_wal_size=4GB -c timezone=UTC"
)

// StartPostgres starts a server for a measurement and gives the URL of an empty
// database. It ends, and is gone, when what it gives is closed or the program
// that started it has ended.
func StartPostgres(settings Settings) (url string, end io.Closer, err error) {
	c, err := startCluster(settings)
	if err != nil {
		return "", nil, err
	}
	return c.url("postgres"), c, nil
}

// Close ends the server.
func (c *cluster) Close() error { return errors.Join(c.admin.Close(), c.keeper.in.Close()) }

// startCluster makes a server and waits until it answers. The directory is
// under /tmp whatever TMPDIR says: the server's user must reach it, and the
// path of a socket may have no more than 107 bytes.
func startCluster(settings Settings) (*cluster, error) {
	bin, err := postgresBin()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("/tmp", "sijoita-postgres-")
	if err != nil {
		return nil, fmt.Errorf("start PostgreSQL: %w", err)
	}
	c := &cluster{dir: dir, templates: map[string]func() error{}}
	if err := c.start(bin, settings); err != nil {
		return nil, errors.Join(fmt.Errorf("start PostgreSQL: %w", err), os.RemoveAll(dir))
	}
	return c, nil
}

func (c *cluster) start(bin string, settings Settings) error {
	credential, err := serverUser()
	if err != nil {
		return err
	}
	if credential != nil {
		if err := os.Chown(c.dir, int(credential.Uid), int(credential.Gid)); err != nil {
			return err
		}
	}
	if c.keeper, err = keep(bin, c.dir, settings, credential); err != nil {
		return err
	}
	c.admin, err = sql.Open("pgx", c.url("postgres"))
	return err
}

// keepScript makes the server, tells that it answers, and then stops and starts
// it as it is told until the end of its input. That comes when the test binary
// ends, also when it is killed; then the server is stopped and its directory
// removed. What a server that is stopped had committed is there when it starts.
const keepScript = `
bin=$1 dir=$2 settings=$3
cd "$dir" || exit 1
"$bin/initdb" -D data -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >log 2>&1 || exit 1
settings="-k '$dir' -c listen_addresses='' $settings"
while :; do
  "$bin/pg_ctl" -D data -w -l log -o "$settings" start >>log 2>&1 || exit 1
  echo ready
  read -r _ || break
  "$bin/pg_ctl" -D data -m immediate stop >>log 2>&1
  echo ready
  read -r _ || break
done
"$bin/pg_ctl" -D data -m immediate stop >>log 2>&1
cd / && rm -rf "$dir"
`

// keeper is keepScript at work: as long as its input is open the server is kept,
// and a line has it stopped or started.
type keeper struct {
	in  io.WriteCloser
	out io.Reader
}

// next has the keeper do the next thing, and waits until it is done.
func (k keeper) next() error {
	if _, err := io.WriteString(k.in, "next\n"); err != nil {
		return err
	}
	return k.ready()
}

func (k keeper) ready() error {
	answer := make([]byte, len("ready\n"))
	_, err := io.ReadFull(k.out, answer)
	return err
}

// InterruptPostgres stops the server as a crash would, has something done, and
// starts it again. Every database of the test binary is gone meanwhile: it is
// for tests that run alone.
func InterruptPostgres(t testing.TB, meanwhile func()) {
	t.Helper()
	c := theCluster(t)
	if err := c.keeper.next(); err != nil {
		t.Fatalf("stop PostgreSQL: %v", err)
	}
	meanwhile()
	if err := c.keeper.next(); err != nil {
		t.Fatalf("start PostgreSQL again: %v", err)
	}
}

// keep runs keepScript and gives what must stay open while the server is to run.
func keep(bin, dir string, settings Settings, credential *syscall.Credential) (keeper, error) {
	cmd := exec.Command("/bin/sh", "-c", keepScript, "sh", bin, dir, string(settings))
	cmd.Dir = "/"
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C.UTF-8"}
	// A group of its own: an interrupt at the terminal reaches the test binary
	// alone, and the keeper lives long enough to tidy up.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: credential}
	in, err := cmd.StdinPipe()
	if err != nil {
		return keeper{}, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return keeper{}, err
	}
	if err := cmd.Start(); err != nil {
		return keeper{}, err
	}
	k := keeper{in, out}
	if err := k.ready(); err != nil {
		log, _ := os.ReadFile(filepath.Join(dir, "log"))
		return k, errors.Join(cmd.Wait(), errors.New(string(bytes.TrimSpace(log))))
	}
	return k, nil
}

// serverUser is whom the server runs as: PostgreSQL refuses root. Nil means the
// one who runs the tests.
func serverUser() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.ParseUint(u.Uid, 10, 32)
		gid, errGID := strconv.ParseUint(u.Gid, 10, 32)
		if err := errors.Join(errUID, errGID); err != nil {
			return nil, err
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, errors.New("it does not run as root, and this machine has no user postgres or nobody")
}

// postgresBin finds the directory of initdb and pg_ctl: the newest that Debian
// installed, else the one in PATH.
func postgresBin() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		return filepath.Dir(slices.MaxFunc(found, byVersion)), nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", fmt.Errorf("PostgreSQL is not installed: run `make test`, which installs it, "+
			"or leave its tests out with %s=1", SkipPostgres)
	}
	return filepath.Dir(path), nil
}

// byVersion compares /usr/lib/postgresql/9/bin/initdb with …/15/bin/initdb.
func byVersion(a, b string) int {
	version := func(path string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
		return n
	}
	return version(a) - version(b)
}
