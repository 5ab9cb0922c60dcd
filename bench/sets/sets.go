// Package sets makes the databases that speed is measured on: as many years of
// invented work as are asked for, the same from the same seed. They are written
// through the store, many records at a time, and are then databases like any
// other: the summaries are right, every record has its entry in the log, and
// everybody can sign in.
package sets

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"sijoita/casework"
	"sijoita/internal/auth"
	"sijoita/internal/store"
)

// Shape says how much there is of everything. All but Counties is of each
// county.
type Shape struct {
	Name      string
	Counties  int
	Teams     int
	Coaches   int // of each team
	Clients   int
	Employers int
	Contacts  int
	Weeks     int // of work, the present week last
}

// The shapes.
var (
	// County is a large county after ten years.
	County = Shape{Name: "county", Counties: 1, Teams: 10, Coaches: 5, Clients: 5_000, Employers: 4_000, Contacts: 200_000, Weeks: 522}
	// Nation is every county after ten years: five million contacts.
	Nation = Shape{Name: "nation", Counties: 22, Teams: 11, Coaches: 5, Clients: 5_500, Employers: 4_500, Contacts: 227_273, Weeks: 522}
	// Comparison has the counts that other products were measured with.
	Comparison = Shape{Name: "comparison", Counties: 1, Teams: 80, Coaches: 5, Clients: 8_000, Employers: 20_000, Contacts: 1_000_000, Weeks: 204}
	// Town is for trying things out: one team, two years.
	Town = Shape{Name: "town", Counties: 1, Teams: 1, Coaches: 4, Clients: 120, Employers: 200, Contacts: 3_000, Weeks: 104}
)

// Shapes lists them, the smallest first.
var Shapes = []Shape{Town, County, Comparison, Nation}

// Named finds a shape by its name, and whether there is one.
func Named(name string) (Shape, bool) {
	i := slices.IndexFunc(Shapes, func(s Shape) bool { return s.Name == name })
	if i < 0 {
		return Shape{}, false
	}
	return Shapes[i], true
}

// Password lets everybody in a set sign in.
const Password = "vain mittauksia varten 2026"

// Login is what a person of a set signs in with: a role (coach, leader, care,
// admin), the county's number and the person's, both from 1.
func Login(role string, county, n int) string {
	return fmt.Sprintf("%s-%d.%d@mittaus.example", role, n, county)
}

// caseload is how many clients a coach has at a time.
const caseload = 20

// Make fills a database whose schema is there and that holds nothing. told is
// called after each county with its number. The same seed and today give the
// same records; only the hash of the password differs.
func Make(ctx context.Context, db *store.DB, shape Shape, seed uint64, today casework.Day, told func(county int)) error {
	passwords, err := auth.NewPasswords(1, auth.Recommended)
	if err != nil {
		return err
	}
	hash, err := passwords.Hash(ctx, Password)
	if err != nil {
		return err
	}
	for n := 1; n <= shape.Counties; n++ {
		c := &county{
			Shape: shape, number: n, password: hash, today: today, begins: today.Monday().AddDays(-7 * (shape.Weeks - 1)),
			rand: rand.New(rand.NewPCG(seed, uint64(n))),
		}
		if err := c.make(ctx, db); err != nil {
			return fmt.Errorf("make county %d of %s: %w", n, shape.Name, err)
		}
		told(n)
	}
	return nil
}

// county is one county while it is made.
type county struct {
	Shape
	number        int
	password      string
	today, begins casework.Day
	rand          *rand.Rand

	id        int64
	programme int64
	teams     []*team
	stints    []*stint
}

// team is one team with what it works with.
type team struct {
	id        int64
	name      string
	careTeams []int64
	employers []int64
	coaches   []*coach
}

// coach is one coach with the clients of the day.
type coach struct {
	casework.Staff
	team *team
	open []*stint
}

// stint is a client in the hands of one coach, from the referral on.
type stint struct {
	coach      *coach
	careTeam   int64
	referredOn casework.Day
	startsOn   casework.Day // zero: still waits
	endsOn     casework.Day // zero: goes on
	client     int64
	episode    int64
	nextOn     casework.Day // of the next meeting
	held       int
}

func (c *county) make(ctx context.Context, db *store.DB) error {
	err := db.Write(ctx, 0, c.at(c.begins), func(tx *store.Tx) error {
		made, err := tx.AddCounty(casework.County{
			Key: fmt.Sprintf("mittaus-%d", c.number), Name: casework.Names{
				FI: fmt.Sprintf("Mittausalue %d", c.number), SV: fmt.Sprintf("Mätområde %d", c.number), EN: fmt.Sprintf("Measured county %d", c.number),
			},
		})
		c.id = made.ID
		return err
	})
	if err != nil {
		return err
	}
	if err := db.Write(ctx, c.id, c.at(c.begins), c.setUp); err != nil {
		return err
	}
	c.planStints()
	for week := range c.Weeks {
		if err := db.Write(ctx, c.id, c.at(c.begins.AddDays(7*week+4)), func(tx *store.Tx) error { return c.work(tx, week) }); err != nil {
			return err
		}
	}
	return db.Write(ctx, c.id, c.at(c.today), c.finish)
}

// at is the hour at which the day's work is written down.
func (c *county) at(d casework.Day) time.Time {
	if d.After(c.today) {
		d = c.today
	}
	const hour = 13
	return d.Time().Add(hour * time.Hour)
}

func (c *county) uid() (u casework.UID) {
	for i := 0; i < len(u); i += 8 {
		n := c.rand.Uint64()
		for j := range 8 {
			u[i+j] = byte(n >> (8 * j))
		}
	}
	return u
}

func (c *county) record() casework.Record { return casework.Record{UID: c.uid()} }

func (c *county) noted(by int64, on casework.Day) casework.Noted {
	return casework.Noted{Record: c.record(), RecordedBy: by, RecordedAt: c.at(on).UnixMicro()}
}

func (c *county) chance(percent int) bool { return c.rand.IntN(100) < percent }

func pick[T any](c *county, list ...T) T { return list[c.rand.IntN(len(list))] }

func ptr[T any](v T) *T { return &v }
