package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"sijoita/problem"
)

// Patience is how long somebody who waits for an answer waits for the database
// at most: to get their turn to write, and then for the commit.
const Patience = 900 * time.Millisecond

type patienceKey struct{}

// WithPatience gives a context whose writes end after that time though a disk
// hangs or somebody else holds the database; 0 is as long as it takes, and what
// holds without it.
func WithPatience(ctx context.Context, patience time.Duration) context.Context {
	return context.WithValue(ctx, patienceKey{}, patience)
}

func patienceOf(ctx context.Context) time.Duration {
	patience, _ := ctx.Value(patienceKey{}).(time.Duration)
	return patience
}

var errTurn = errors.New("store: nobody else let go of the database in time")

// begin waits for its turn as long as the context's patience lasts.
func begin(ctx context.Context, pool *sql.DB, opts *sql.TxOptions) (*sql.Tx, error) {
	patience := patienceOf(ctx)
	if patience == 0 {
		return pool.BeginTx(ctx, opts)
	}
	ctx, giveUp := context.WithCancelCause(ctx)
	timer := time.AfterFunc(patience, func() { giveUp(errTurn) })
	tx, err := pool.BeginTx(ctx, opts)
	if timer.Stop() {
		return tx, err
	}
	if err == nil { // the turn came when it had been given up
		err = tx.Rollback()
	}
	return nil, fmt.Errorf("%w (%w, %v)", problem.New(problem.Unavailable, "problem.unavailable"), errTurn, err)
}

// commit waits for the end as long as the context's patience lasts. Nobody
// knows then how it ends: what is sent again is there once.
func commit(ctx context.Context, tx *sql.Tx) error {
	patience := patienceOf(ctx)
	if patience == 0 {
		return tx.Commit()
	}
	done := make(chan error, 1)
	go func() { done <- tx.Commit() }()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case err := <-done:
		return err
	case <-timer.C:
		return problem.New(problem.Unavailable, "problem.unanswered")
	}
}
