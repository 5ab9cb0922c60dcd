package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"sijoita/casework"
	"sijoita/internal/store"
)

// query is how long a question of the store took, and how many rows answered it.
type query struct {
	name string
	rows int
	p50  time.Duration
	most time.Duration
}

// askStore asks for the coaches' weeks: this one, and all there are. It also
// gives the keys of the first county's coaches and of some of its employers.
func askStore(ctx context.Context, database string, today casework.Day, weeks int) (all []query, coaches, employers []int64, err error) {
	db, err := store.Open(ctx, database)
	if err != nil {
		return nil, nil, nil, err
	}
	defer db.Close() //nolint:errcheck // it was only read
	var county int64
	err = db.Read(ctx, 0, time.Now(), func(tx *store.Tx) error {
		counties, err := tx.Counties()
		if err != nil || len(counties) == 0 {
			return fmt.Errorf("the database holds no county (%w)", err)
		}
		county = counties[0].ID
		tx.County = county
		staff, err := tx.Staff()
		for _, s := range staff {
			if len(s.Grants) > 0 && s.Grants[0].Role == casework.RoleCoach {
				coaches = append(coaches, s.ID)
			}
		}
		if err != nil {
			return err
		}
		some, err := tx.Employers(store.EmployerQuery{Filter: store.EveryEmployer, ByName: true, Most: 300})
		for _, e := range some {
			employers = append(employers, e.ID)
		}
		return err
	})
	if err != nil {
		return nil, nil, nil, err
	}
	first := today.Monday().AddDays(-7 * (weeks - 1)).Week()
	for _, q := range []struct {
		name string
		from casework.Week
		runs int
	}{
		{fmt.Sprintf("this week for %d coaches (query)", len(coaches)), today.Week(), 200},
		{"every week × coach (query)", first, 30},
	} {
		var took []time.Duration
		rows := 0
		for range q.runs {
			start := time.Now()
			err := db.Read(ctx, county, time.Now(), func(tx *store.Tx) error {
				list, err := tx.CoachWeeks(coaches, q.from, today.Week())
				rows = len(list)
				return err
			})
			if err != nil {
				return nil, nil, nil, err
			}
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		all = append(all, query{q.name, rows, took[len(took)/2], took[len(took)-1]})
	}
	return all, coaches, employers, nil
}
