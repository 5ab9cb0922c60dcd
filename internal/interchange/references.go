package interchange

import (
	"fmt"
	"maps"
	"slices"

	"sijoita/problem"
)

// Held is what counties already hold. It is asked for the county that the
// document names, "" when it names none; a county that is not there holds
// nothing. Each question comes at most once for a list and a document, and
// only for what the document names.
type Held interface {
	// Known gives those of the ids that are the sender's id of a record in the list.
	Known(county string, list List, ids []string) ([]string, error)
	// Episodes gives the episodes of the clients. Of an Episode the id, the
	// client, the programme, the days and Withdrawn are asked for.
	Episodes(county string, clients []string) ([]Episode, error)
	// Weeks gives the working time of the staff. Of a Worktime the person and
	// the week are asked for.
	Weeks(county string, staff []string) ([]Worktime, error)
	// Names gives the names of all records of a list (programmes, teams, staff,
	// care teams or employers), by the ids that documents call them.
	Names(county string, list List) (map[string]string, error)
}

// empty is what a database without records holds.
type empty struct{}

func (empty) Known(string, List, []string) ([]string, error) { return nil, nil }
func (empty) Episodes(string, []string) ([]Episode, error)   { return nil, nil }
func (empty) Weeks(string, []string) ([]Worktime, error)     { return nil, nil }
func (empty) Names(string, List) (map[string]string, error)  { return nil, nil }

// checkReferences finds what is wrong between the records of a document, and
// between them and what the county holds.
func checkReferences(d *Document, held Held, faults *faults) error {
	if held == nil {
		held = empty{}
	}
	names := &names{own: idsByList{}, meant: idsByList{}, faults: faults}
	walk(d.fields(), new(path), names)
	known, err := names.ask(held, d.County.ID)
	if err != nil {
		return err
	}
	walk(d.fields(), new(path), &referee{own: names.own, known: known, faults: faults})
	episodes, err := heldEpisodes(d, held, known[ListClients])
	if err != nil {
		return err
	}
	checkStays(d, episodes, faults)
	checkMerged(d, faults)
	checkReferrals(d, episodes, known[ListEpisodes], faults)
	return checkWeeks(d, held, known[ListStaff], faults)
}

// heldEpisodes asks for the episodes of the known clients to whom the document
// gives an episode or a referral.
func heldEpisodes(d *Document, held Held, known map[string]bool) ([]Episode, error) {
	asked := map[string]bool{}
	for _, e := range d.Episodes {
		asked[e.Client] = known[e.Client]
	}
	for _, r := range d.Referrals {
		asked[r.Client] = known[r.Client]
	}
	maps.DeleteFunc(asked, func(_ string, known bool) bool { return !known })
	if len(asked) == 0 {
		return nil, nil
	}
	episodes, err := held.Episodes(d.County.ID, slices.Sorted(maps.Keys(asked)))
	if err != nil {
		return nil, fmt.Errorf("ask for the episodes that are held: %w", err)
	}
	return episodes, nil
}

// checkReferrals refuses a referral whose episode is another client's, and a
// second one of an episode. held are the episodes of the clients whom the
// referrals name; known are the ids of all that are held.
func checkReferrals(d *Document, held []Episode, known map[string]bool, faults *faults) {
	clients := map[string]string{}
	for _, e := range append(slices.Clone(held), d.Episodes...) {
		clients[e.ID] = e.Client
	}
	told := map[string]bool{}
	for i, r := range d.Referrals {
		if r.Episode == "" || r.Client == "" {
			continue
		}
		if client, there := clients[r.Episode]; client != r.Client && (there || known[r.Episode]) {
			faults.add(fmt.Sprintf("referrals[%d].episode", i), "interchange.referral_client", problem.Args{"value": shown(r.Episode)})
		}
		if told[r.Episode] {
			faults.add(fmt.Sprintf("referrals[%d].episode", i), "interchange.referral_twice", problem.Args{"value": shown(r.Episode)})
		}
		told[r.Episode] = true
	}
}

// visitor is told every id and every reference of a document.
type visitor interface {
	id(at *path, list List, id string)
	reference(at *path, list List, id string)
}

// walk leads a visitor through the values of an object.
func walk(fields []field, at *path, to visitor) {
	for _, f := range fields {
		if v, ok := f.value.(interface{ walk(*path, visitor) }); ok {
			at.key(f.key())
			v.walk(at, to)
			at.up()
		}
	}
}

// idsByList is a set of ids for each list.
type idsByList map[List]map[string]bool

func (s idsByList) has(list List, id string) bool { return s[list][id] }

func (s idsByList) add(list List, id string) {
	if s[list] == nil {
		s[list] = map[string]bool{}
	}
	s[list][id] = true
}

// names gathers the ids that a document gives and those it means, and finds
// ids given twice.
type names struct {
	own, meant idsByList
	faults     *faults
}

func (n *names) id(at *path, list List, id string) {
	if n.own.has(list, id) {
		n.faults.add(at.String(), "interchange.id_twice", problem.Args{"value": shown(id), "list": string(list)})
	}
	n.own.add(list, id)
	n.meant.add(list, id)
}

func (n *names) reference(_ *path, list List, id string) { n.meant.add(list, id) }

// ask gives the ids of the document that the county knows.
func (n *names) ask(held Held, county string) (idsByList, error) {
	known := idsByList{}
	for _, list := range slices.Sorted(maps.Keys(n.meant)) {
		ids, err := held.Known(county, list, slices.Sorted(maps.Keys(n.meant[list])))
		if err != nil {
			return nil, fmt.Errorf("ask for the %s that are held: %w", list, err)
		}
		for _, id := range ids {
			known.add(list, id)
		}
	}
	return known, nil
}

// referee refuses ids that the county knows and references to nothing.
type referee struct {
	own, known idsByList
	faults     *faults
}

func (f *referee) id(at *path, list List, id string) {
	if f.known.has(list, id) {
		f.faults.add(at.String(), "interchange.id_held", problem.Args{"value": shown(id), "list": string(list)})
	}
}

func (f *referee) reference(at *path, list List, id string) {
	if !f.own.has(list, id) && !f.known.has(list, id) {
		f.faults.add(at.String(), "interchange.nothing", problem.Args{"value": shown(id), "list": string(list)})
	}
}
