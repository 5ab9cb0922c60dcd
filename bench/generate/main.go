// Command generate fills an empty database with an invented service of a given
// size, for measurements:
//
//	go run ./bench/generate --set comparison sqlite:build/load/comparison.db
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"sijoita/bench/sets"
	"sijoita/casework"
	"sijoita/internal/store"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) (err error) {
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	name := flags.String("set", "county", "how large: "+names())
	seed := flags.Uint64("seed", 20261121, "another seed gives other records")
	on := flags.String("today", "", "the last day of work; default: today")
	if err := flags.Parse(args); err != nil {
		return err
	}
	shape, ok := sets.Named(*name)
	if !ok || flags.NArg() != 1 {
		return errors.New("usage: generate --set " + names() + " sqlite:PATH or postgres://…")
	}
	today := casework.DayAt(time.Now())
	if *on != "" {
		if today, err = casework.ParseDay(*on); err != nil {
			return err
		}
	}
	db, err := store.Open(ctx, flags.Arg(0))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.Migrate(ctx); err != nil {
		return err
	}
	start := time.Now()
	return sets.Make(ctx, db, shape, *seed, today, func(county int) {
		fmt.Printf("county %d of %d, %s\n", county, shape.Counties, time.Since(start).Round(time.Second))
	})
}

func names() string {
	var all []string
	for _, s := range sets.Shapes {
		all = append(all, s.Name)
	}
	return strings.Join(all, "|")
}
