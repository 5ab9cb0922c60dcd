// Command load measures Sijoita as it is served: it starts `sijoita serve` in a
// process of its own on a set that bench/generate has made, signs people in, and
// asks over eight connections that stay open, from beside it on the same
// machine. Access, the durable log and compression are on: there is no way to
// serve without them.
//
//	go run ./bench/generate --set comparison sqlite:build/load/comparison.db
//	go run ./bench/load --set comparison sqlite:build/load/comparison.db
//	go run ./bench/load --set comparison --postgres
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"sijoita/bench/sets"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/internal/testkit"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// settings are what the command was told.
type settings struct {
	shape    sets.Shape
	database string
	postgres bool
	long     time.Duration
	mixed    time.Duration
	runs     int
	people   int
	only     string
	bare     bool
	dir      string
	program  string
	imported int
}

func read(args []string) (s settings, err error) {
	flags := flag.NewFlagSet("load", flag.ContinueOnError)
	name := flags.String("set", "comparison", "which set the database holds")
	flags.BoolVar(&s.postgres, "postgres", false, "start a PostgreSQL server and make the set in it")
	flags.DurationVar(&s.long, "for", 8*time.Second, "how long each path is asked for")
	flags.DurationVar(&s.mixed, "mixed", time.Minute, "how long the mixed load lasts; 0: none")
	flags.IntVar(&s.runs, "runs", 3, "how often, of which the median is told")
	flags.IntVar(&s.people, "people", 40, "how many coaches are signed in")
	flags.BoolVar(&s.bare, "bare", false, "measure the comparison with the checks off too")
	flags.IntVar(&s.imported, "import", 0, "how many contacts an administrator imports at the end while others work")
	flags.StringVar(&s.only, "only", "", "a part of the name of the paths to measure")
	flags.StringVar(&s.dir, "dir", "build/load", "where the program and its log go")
	flags.StringVar(&s.program, "program", "", "a program that is built already; default: this one's source")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	var ok bool
	if s.shape, ok = sets.Named(*name); !ok || s.postgres == (flags.NArg() == 1) {
		return s, errors.New("usage: load [flags] sqlite:PATH, or postgres://…, or --postgres")
	}
	s.database = flags.Arg(0)
	return s, os.MkdirAll(s.dir, 0o755)
}

func run(ctx context.Context, args []string) (err error) {
	if len(args) == 2 && args[0] == "bare" { // started by tellBare
		return bare(ctx, args[1])
	}
	s, err := read(args)
	if err != nil {
		return err
	}
	if s.postgres {
		url, end, err := testkit.StartPostgres(testkit.Durable)
		if err != nil {
			return err
		}
		defer end.Close() //nolint:errcheck // it removes itself
		s.database = url
		fmt.Printf("filling PostgreSQL with the %s set\n", s.shape.Name)
		if err := fill(ctx, s); err != nil {
			return err
		}
	}
	if s.program == "" {
		if s.program, err = build(s.dir); err != nil {
			return err
		}
	}
	served, err := start(ctx, filepath.Join(s.dir, "serve.log"), s.program, "--db", s.database, "serve", "--addr", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, served.stop()) }()
	idle, _, err := served.resident()
	if err != nil {
		return err
	}
	fmt.Printf("\n%s set on %s, %s, %d cores, load %s\n\n", s.shape.Name, scheme(s.database), runtime.Version(), runtime.NumCPU(), load())
	fmt.Printf("start on an existing database: %d ms; memory then %.0f MB; %s\n\n", served.started.Milliseconds(), idle, size(s.database, s.shape))
	coaches, employers, err := s.tellQueries(ctx)
	if err != nil {
		return err
	}
	if err := s.tellPaths(ctx, served); err != nil {
		return err
	}
	if s.bare {
		if err := s.tellBare(ctx, coaches, employers); err != nil {
			return err
		}
	}
	resting, most, err := served.resident()
	if err != nil {
		return err
	}
	fmt.Printf("\nmemory after all of it %.0f MB, at most %.0f MB; load %s\n", resting, most, load())
	return nil
}

func fill(ctx context.Context, s settings) (err error) {
	db, err := store.Open(ctx, s.database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.Migrate(ctx); err != nil {
		return err
	}
	const seed = 20261121
	return sets.Make(ctx, db, s.shape, seed, casework.DayAt(now()), func(int) {})
}

// tellQueries also gives the keys of the coaches, and of some employers.
func (s settings) tellQueries(ctx context.Context) (coaches, employers []int64, err error) {
	queries, coaches, employers, err := askStore(ctx, s.database, casework.DayAt(now()), s.shape.Weeks)
	if err != nil {
		return nil, nil, err
	}
	fmt.Printf("| question | rows | p50 ms | slowest ms |\n|---|---|---|---|\n")
	for _, q := range queries {
		fmt.Printf("| %s | %d | %s | %s |\n", q.name, q.rows, ms(q.p50), ms(q.most))
	}
	fmt.Println()
	return coaches, employers, nil
}

func (s settings) tellPaths(ctx context.Context, served *server) error {
	at, err := url.Parse(served.url)
	if err != nil {
		return err
	}
	t, err := enter(at.Host, s.shape, s.people)
	if err != nil {
		return err
	}
	fmt.Printf("| path | p50 ms | p99 ms | slowest ms | per second | asked | failed |\n|---|---|---|---|---|---|---|\n")
	for _, p := range paths {
		if !strings.Contains(p.name, s.only) {
			continue
		}
		s.tellPath(at.Host, t, p)
	}
	if s.mixed > 0 && strings.Contains("mixed load", s.only) {
		tell(fmt.Sprintf("mixed load for %s", s.mixed), measure(at.Host, t, s.mixed, mixed))
	}
	if s.imported > 0 {
		return s.tellImport(ctx, at.Host, t)
	}
	return nil
}

func (s settings) tellPath(host string, t *town, p path) {
	one := func(t *town, r *rand.Rand) (request, int) { return p.next(t, r), p.wanted }
	measure(host, t, min(s.long, 2*time.Second), one) // warm
	var runs []result
	for range s.runs {
		runs = append(runs, measure(host, t, s.long, one))
	}
	tell(p.name, median(runs))
}

func tell(name string, r result) {
	fmt.Printf("| %s | %s | %s | %s | %.0f | %d | %d |\n", name, ms(r.p50), ms(r.p99), ms(r.longest), r.perSecond, r.asked, r.failed)
	if r.failed > 0 {
		fmt.Printf("  failed: %s\n", r.why)
	}
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d.Microseconds())/1000) }

func scheme(database string) string {
	kind, _, _ := strings.Cut(database, ":")
	return kind
}

// load is how busy the machine is: the numbers of the last 1, 5 and 15 minutes.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Join(strings.Fields(string(text))[:3], " ")
}

// size is how large the file of an SQLite database is.
func size(database string, shape sets.Shape) string {
	path, ok := strings.CutPrefix(database, "sqlite:")
	if !ok {
		return "the size is the server's"
	}
	file, err := os.Stat(path)
	if err != nil {
		return err.Error()
	}
	const megabyte, million = 1e6, 1e6
	contacts := float64(shape.Counties * shape.Contacts)
	return fmt.Sprintf("disk %.0f MB, %.0f MB a million contacts", float64(file.Size())/megabyte, float64(file.Size())/megabyte/contacts*million)
}
