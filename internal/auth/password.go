package auth

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"
)

// Cost is how much work one hash is.
type Cost = argon2id.Params

// Recommended is the cost that OWASP recommends for argon2id: 19 MiB, twice
// over, in one lane. It took 38 ms on the machine it was measured on.
var Recommended = Cost{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// Passwords hashes and compares passwords, a few at a time: every hash takes
// memory, and a crowd of guessers must not take all of it.
type Passwords struct {
	cost  Cost
	slots chan struct{}
	dummy string
	done  atomic.Int64
}

// NewPasswords makes a Passwords that hashes at most parallel passwords at a
// time.
func NewPasswords(parallel int, cost Cost) (*Passwords, error) {
	dummy, err := argon2id.CreateHash("nobody's password", &cost)
	if err != nil {
		return nil, fmt.Errorf("hash a dummy: %w", err)
	}
	return &Passwords{cost: cost, slots: make(chan struct{}, max(parallel, 1)), dummy: dummy}, nil
}

// Hash gives what is stored of a password.
func (p *Passwords) Hash(ctx context.Context, password string) (hash string, err error) {
	err = p.work(ctx, func() error {
		hash, err = argon2id.CreateHash(normal(password), &p.cost)
		return err
	})
	return hash, err
}

// Matches tells whether the password is the one that was hashed. Nothing
// matches the empty hash, of nobody or of an account without a password, but
// it takes as long: the password is then compared with a dummy.
func (p *Passwords) Matches(ctx context.Context, password, hash string) (right bool, err error) {
	real := hash != ""
	if !real {
		hash = p.dummy
	}
	err = p.work(ctx, func() error {
		right, err = argon2id.ComparePasswordAndHash(normal(password), hash)
		return err
	})
	return right && real, err
}

// Done counts the hashes worked out so far, real and dummy.
func (p *Passwords) Done() int64 { return p.done.Load() }

// work waits for a slot, unless the caller gives up first.
func (p *Passwords) work(ctx context.Context, hash func() error) error {
	select {
	case p.slots <- struct{}{}:
	case <-ctx.Done():
		return fmt.Errorf("wait to hash a password: %w", ctx.Err())
	}
	defer func() { <-p.slots }()
	p.done.Add(1)
	return hash()
}

// normal makes a password the same bytes from every keyboard: ä may come as one
// character or as a with two dots.
func normal(password string) string { return norm.NFC.String(password) }

// The shortest password that is accepted, in characters, and the longest.
const (
	ShortestPassword = 12
	LongestPassword  = 200
)

//go:embed common.txt
var commonText string

var common = func() map[string]bool {
	list := map[string]bool{}
	for _, line := range strings.Split(commonText, "\n") {
		if line != "" && !strings.HasPrefix(line, "#") {
			list[line] = true
		}
	}
	return list
}()

// Weakness gives the message key of what is wrong with a new password, or
// nothing. Length is what counts; letters of every sort are not asked for.
func Weakness(password, login string) (key string) {
	n := utf8.RuneCountInString(normal(password))
	folded := strings.ToLower(normal(password))
	name, _, _ := strings.Cut(login, "@")
	switch {
	case n < ShortestPassword:
		return "account.password_short"
	case n > LongestPassword:
		return "account.password_long"
	case login != "" && (folded == login || strings.Trim(folded, "0123456789!.") == name):
		return "account.password_is_login"
	case common[folded] || common[strings.TrimRight(folded, "0123456789!.")] || fewLetters(folded):
		return "account.password_common"
	}
	return ""
}

// fewLetters tells of a password made of one or two characters over and over.
func fewLetters(s string) bool {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen) < 3
}
