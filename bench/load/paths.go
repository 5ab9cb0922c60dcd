package main

import (
	"encoding/base32"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"sijoita/bench/sets"
	"sijoita/casework"
)

// person is somebody who is signed in, with what they ask for.
type person struct {
	cookie    string
	clients   []string // paths of their clients' pages
	employers []string // uids, to note contacts with
	named     []string // uids of clients who may be named to employers
}

// town is everybody who asks.
type town struct {
	coaches []person
	leaders []person
}

var (
	clientPath  = regexp.MustCompile(`/clients/[a-z2-7]{26}`)
	employerUID = regexp.MustCompile(`/employers/([a-z2-7]{26})`)
)

// enter signs in as many coaches, and the leaders of their teams, and looks at
// the pages from which they go on.
func enter(host string, shape sets.Shape, coaches int) (*town, error) {
	c := connect(host)
	defer c.close()
	t := &town{}
	all := shape.Counties * shape.Teams * shape.Coaches
	for i := range min(coaches, all) {
		n := i * (all / min(coaches, all)) // spread over the counties and their teams
		perCounty := shape.Teams * shape.Coaches
		county, number := n/perCounty+1, n%perCounty+1
		cookie, err := c.signIn(sets.Login("coach", county, number), sets.Password)
		if err != nil {
			return nil, err
		}
		p := person{cookie: cookie}
		if err := p.look(c); err != nil {
			return nil, err
		}
		t.coaches = append(t.coaches, p)
		if i%shape.Coaches == 0 {
			cookie, err := c.signIn(sets.Login("leader", county, (number-1)/shape.Coaches+1), sets.Password)
			if err != nil {
				return nil, err
			}
			t.leaders = append(t.leaders, person{cookie: cookie})
		}
	}
	return t, nil
}

func (p *person) look(c *connection) error {
	list, err := c.get("/clients", p.cookie)
	if err != nil {
		return err
	}
	p.clients = clientPath.FindAllString(list, -1)
	employers, err := c.get("/employers?filter=own", p.cookie)
	if err != nil {
		return err
	}
	for _, m := range employerUID.FindAllStringSubmatch(employers, -1) {
		p.employers = append(p.employers, m[1])
	}
	if len(p.clients) == 0 || len(p.employers) == 0 {
		return fmt.Errorf("a coach has %d clients and %d employers", len(p.clients), len(p.employers))
	}
	for _, path := range p.clients {
		p.named = append(p.named, strings.TrimPrefix(path, "/clients/"))
	}
	return nil
}

// path is one thing that is asked for again and again.
type path struct {
	name   string
	wanted int // status
	next   func(*town, *rand.Rand) request
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func page(address string) func(*town, *rand.Rand) request {
	return func(t *town, r *rand.Rand) request {
		return request{method: http.MethodGet, path: address, cookie: pick(r, t.coaches).cookie}
	}
}

func teamPage(t *town, r *rand.Rand) request {
	return request{method: http.MethodGet, path: "/team", cookie: pick(r, t.leaders).cookie}
}

func clientPage(t *town, r *rand.Rand) request {
	p := pick(r, t.coaches)
	return request{method: http.MethodGet, path: pick(r, p.clients), cookie: p.cookie}
}

// search types the beginning of a name: of people, of employers and of both.
func search(t *town, r *rand.Rand) request {
	typed := url.Values{"q": {pick(r, []string{"Virta", "Mäk", "ki", "kah", "Niemi Aino", "rav", "palv"})}}
	return request{method: http.MethodPost, path: "/search", body: typed.Encode(), cookie: pick(r, t.coaches).cookie}
}

// logContact notes a contact by the form, on one of the last 300 days: nobody
// makes thousands on one. Three of ten are for a client, and of today, when the
// client's leave holds.
func logContact(t *town, r *rand.Rand) request {
	p := pick(r, t.coaches)
	form := url.Values{
		"uid": {uid(r)}, "new_employer_uid": {uid(r)}, "employer": {pick(r, p.employers)}, "on": {casework.DayAt(now()).AddDays(-r.IntN(300)).String()},
		"channel": {"face_to_face"}, "kind": {"cold_visit"}, "reached": {"other"}, "next": {"not_now"}, "learned": {"Ei tarvetta juuri nyt."},
	}
	if r.IntN(10) < 3 {
		form.Set("client", pick(r, p.named))
		form.Set("on", casework.DayAt(now()).String())
	}
	return request{method: http.MethodPost, path: "/log", body: form.Encode(), cookie: p.cookie}
}

func uid(r *rand.Rand) string {
	var b [16]byte
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:]))
}

// The paths that have budgets, each by itself.
var paths = []path{
	{"client list page of a coach", http.StatusOK, page("/clients")},
	{"Today", http.StatusOK, page("/today")},
	{"a client's page", http.StatusOK, clientPage},
	{"a team's page", http.StatusOK, teamPage},
	{"search by a name's beginning", http.StatusOK, search},
	{"log a contact", http.StatusSeeOther, logContact}, // last: it writes years of work
}

// mixed is a day's work: six of ten are lists and pages, a quarter a client's
// page, the rest writes.
func mixed(t *town, r *rand.Rand) (request, int) {
	switch n := r.IntN(100); {
	case n < 20:
		return page("/clients")(t, r), http.StatusOK
	case n < 35:
		return page("/today")(t, r), http.StatusOK
	case n < 45:
		return page("/clients?view=team")(t, r), http.StatusOK
	case n < 52:
		return page("/employers")(t, r), http.StatusOK
	case n < 60:
		return teamPage(t, r), http.StatusOK
	case n < 85:
		return clientPage(t, r), http.StatusOK
	default:
		return logContact(t, r), http.StatusSeeOther
	}
}
