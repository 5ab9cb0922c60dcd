package bench

import (
	"context"
	"crypto/rand"
	"flag"
	"slices"
	"testing"
	"time"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
)

var scored = flag.String("scored", "", "a database made by bench/generate, of whose last county the live scores and the search are measured")

// BenchmarkLiveScores asks for the live scores of a team by a leader's right,
// with everything that is loaded for them and their entry in the log:
//
//	go test ./bench -run '^$' -bench LiveScores -benchtime 300x -scored sqlite:build/load/nation.db
func BenchmarkLiveScores(b *testing.B) {
	ctx := b.Context()
	a, leader := ofLastCounty(b)
	for _, c := range []struct {
		name  string
		trend bool
	}{{"day", false}, {"trend", true}} {
		b.Run(c.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				begun := time.Now()
				if _, err := a.LiveFidelity(ctx, leader, app.FidelityInput{Trend: c.trend}); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(begun))
			}
			report(b, took)
		})
	}
}

// BenchmarkSearch asks by a leader's right for clients, employers and leads whose
// names begin so, with the entry in the log:
//
//	go test ./bench -run '^$' -bench Search -benchtime 300x -scored sqlite:build/load/nation.db
func BenchmarkSearch(b *testing.B) {
	ctx := b.Context()
	a, leader := ofLastCounty(b)
	for _, typed := range []string{"Virta", "Mäk", "ki", "kah"} {
		b.Run(typed, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				begun := time.Now()
				if _, err := a.Search(ctx, leader, typed); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(begun))
			}
			report(b, took)
		})
	}
}

// ofLastCounty opens the database that -scored names, and gives a team leader of
// its last county.
func ofLastCounty(b *testing.B) (*app.App, access.Actor) {
	b.Helper()
	if *scored == "" {
		b.Skip("-scored names no database")
	}
	ctx := b.Context()
	db, err := store.Open(ctx, *scored)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() }) //nolint:errcheck // it only measured
	noon := today.Time().Add(12 * time.Hour)
	leader, err := aLeader(ctx, db, noon)
	if err != nil {
		b.Fatal(err)
	}
	return &app.App{Store: db, Clock: func() time.Time { return noon }, IDs: newUID, Random: rand.Reader}, leader
}

// report tells how long the half, and 99 of a hundred, took at most.
func report(b *testing.B, took []time.Duration) {
	b.Helper()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[(len(took)-1)*99/100].Microseconds())/1000, "p99-ms")
}

// aLeader is a team leader of the last county.
func aLeader(ctx context.Context, db *store.DB, now time.Time) (access.Actor, error) {
	var actor access.Actor
	err := db.Read(ctx, 0, now, func(tx *store.Tx) error {
		counties, err := tx.Counties()
		if err != nil {
			return err
		}
		tx.County = counties[len(counties)-1].ID
		staff, err := tx.Staff()
		for _, s := range staff {
			if slices.ContainsFunc(s.Grants, func(g casework.Grant) bool { return g.Role == casework.RoleTeamLeader }) {
				actor = access.Actor{Kind: access.Person, StaffID: s.ID, ID: s.UID.String(), Name: s.Name, County: tx.County, Grants: s.Grants}
			}
		}
		return err
	})
	return actor, err
}
