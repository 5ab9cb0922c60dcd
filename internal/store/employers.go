package store

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"sijoita/casework"
)

var employers = table[casework.Employer]{
	name: "employer",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn," +
		" name, folded, sought, claimed, business_id, industry, municipality, sector," +
		" address, website, needs, hiring, owner, stopped_on, stop_reason, apart, same_as",
	order:  "sought, id",
	record: func(e *casework.Employer) *casework.Record { return &e.Record },
	values: func(tx *Tx, e casework.Employer) []any {
		return []any{e.UID, tx.County, orNull(e.SenderID), e.Revision, e.RecordedBy, e.RecordedAt, e.Withdrawn,
			e.Name, casework.Fold(e.Name), sought(e), claimed(e), e.BusinessID, e.Industry, e.Municipality, e.Sector,
			e.Address, e.Website, e.Needs, e.Hiring, ref(e.OwnerID).value(), e.DoNotContact.On, e.DoNotContact.Reason, e.Apart,
			ref(e.SameAsID).value()}
	},
	scan: func(scan func(...any) error) (e casework.Employer, err error) {
		var county int64
		var folded, sought, claimed string
		return e, scan(&e.ID, &e.UID, &county, optional(&e.SenderID), &e.Revision, &e.RecordedBy, &e.RecordedAt, &e.Withdrawn,
			&e.Name, &folded, &sought, optional(&claimed), &e.BusinessID, &e.Industry, &e.Municipality, &e.Sector,
			&e.Address, &e.Website, &e.Needs, &e.Hiring, key(&e.OwnerID), &e.DoNotContact.On, &e.DoNotContact.Reason, &e.Apart,
			key(&e.SameAsID))
	},
	addChildren: func(tx *Tx, all []casework.Employer) error {
		var rows [][]any
		for _, e := range all {
			for i, p := range e.Persons {
				rows = append(rows, []any{e.ID, i, p.Name, p.Role, p.Phone, p.Email, p.Decides})
			}
		}
		return addRows(tx, "employer_person", "employer, place, name, role, phone, email, decides", rows)
	},
	readChildren: func(tx *Tx, all []casework.Employer, of string, args []any) error {
		type person struct {
			of int64
			casework.ContactPerson
		}
		rows, err := list(tx, func(scan func(...any) error) (p person, err error) {
			return p, scan(&p.of, &p.Name, &p.Role, &p.Phone, &p.Email, &p.Decides)
		}, "SELECT employer, name, role, phone, email, decides FROM employer_person WHERE employer IN ("+of+") ORDER BY employer, place", args...)
		if err != nil {
			return err
		}
		place := index(all, func(e *casework.Employer) int64 { return e.ID })
		for _, r := range rows {
			place[r.of].Persons = append(place[r.of].Persons, r.ContactPerson)
		}
		return nil
	},
	dropChildren: func(tx *Tx, id int64) error {
		_, err := tx.exec("DELETE FROM employer_person WHERE employer = $1", id)
		return err
	},
}

// sought is what a search for an employer looks in: the words of its name, its
// business id and its municipality's names, in the order of the alphabet. Each
// word has a space before it, so that one condition finds where it begins.
func sought(e casework.Employer) string {
	names, _ := casework.MunicipalityNames(e.Municipality)
	words := ""
	for _, more := range []string{e.Name, e.BusinessID, names.FI, names.SV} {
		if more != "" {
			words += " " + casework.SortKey(more)
		}
	}
	return words
}

// claimed is the folded name of an employer that somebody added here, as long
// as it stands. Nobody else can claim it: of two who add one employer at once,
// the later finds the earlier's. An import may bring several of a name, and a
// person may say that one is apart from the others.
func claimed(e casework.Employer) any {
	if e.RecordedBy == 0 || e.Withdrawn || e.Apart {
		return nil
	}
	return casework.Fold(e.Name)
}

// EmployerByUID gives one employer, or ErrNotFound.
func (tx *Tx) EmployerByUID(uid casework.UID) (casework.Employer, error) {
	return employers.byUID(tx, uid)
}

// EmployersByID lists the employers with the keys, by name.
func (tx *Tx) EmployersByID(ids []int64) ([]casework.Employer, error) {
	var all []casework.Employer
	for part := range slices.Chunk(ids, chunk) {
		marks, args := in([]any{tx.County}, part)
		some, err := employers.where(tx, "id IN ("+marks+")", args[1:]...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// AddEmployer adds an employer. A uid that is there, or a name that somebody
// has claimed, is ErrTaken.
func (tx *Tx) AddEmployer(e casework.Employer) (casework.Employer, error) {
	all := []casework.Employer{e}
	err := tx.AddEmployers(all)
	return all[0], err
}

// ReviseEmployer puts the changed employer in the place of the old one; see
// table.revise. A name that somebody has claimed is ErrTaken.
func (tx *Tx) ReviseEmployer(old, changed casework.Employer, actor, reason string) (casework.Employer, error) {
	err := employers.revise(tx, old, &changed, actor, reason)
	return changed, err
}

// SaySameAs notes of employers that were just imported, by key, which others
// took their place.
func (tx *Tx) SaySameAs(same map[int64]int64) error {
	for _, id := range slices.Sorted(maps.Keys(same)) {
		if _, err := tx.exec("UPDATE employer SET same_as = $1 WHERE county = $2 AND id = $3", same[id], tx.County, id); err != nil {
			return fmt.Errorf("say which employer took another's place: %w", err)
		}
	}
	return nil
}

// FindEmployers lists employers in whose name, business id or municipality
// every word that was typed begins a word, at most most of them: those whose
// name begins so come first. What is longer than a name or no text finds none:
// every word of it would be a condition more.
func (tx *Tx) FindEmployers(typed string, most int) ([]casework.Employer, error) {
	words := searchWords(typed)
	if len(words) == 0 {
		return nil, nil
	}
	condition, args := soughtBy(words, []any{tx.County})
	args = append(args, " "+likeEscape.Replace(words[0])+"%", most)
	return tx.employersInOrder(`SELECT id FROM employer WHERE county = $1 AND withdrawn = FALSE AND `+condition+
		fmt.Sprintf(` ORDER BY CASE WHEN sought LIKE $%d ESCAPE '\' THEN 0 ELSE 1 END, sought, id LIMIT $%d`, len(args)-1, len(args)), args)
}

// searchWords are the words to look for; none for what cannot be a name.
func searchWords(typed string) []string {
	if !casework.MayBeName(typed) {
		return nil
	}
	return strings.Fields(casework.SortKey(typed))
}

// soughtBy is the condition that every word begins a word of what is sought in.
// No index helps it, but it reads nothing beside the index employer_sought.
func soughtBy(words []string, args []any) (string, []any) {
	var conditions []string
	for _, w := range words {
		args = append(args, "% "+likeEscape.Replace(w)+"%")
		conditions = append(conditions, fmt.Sprintf(`sought LIKE $%d ESCAPE '\'`, len(args)))
	}
	return strings.Join(conditions, " AND "), args
}

var likeEscape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// employersInOrder gives the employers whose keys a query lists, in its order.
func (tx *Tx) employersInOrder(query string, args []any) ([]casework.Employer, error) {
	ids, err := list(tx, func(scan func(...any) error) (id int64, err error) { return id, scan(&id) }, query, args...)
	if err != nil {
		return nil, err
	}
	found, err := tx.EmployersByID(ids)
	slices.SortFunc(found, func(a, b casework.Employer) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return found, err
}

// EmployerFilter is which of the employers a list holds.
type EmployerFilter string

// The filters.
const (
	EveryEmployer    EmployerFilter = "all"
	OwnEmployers     EmployerFilter = "own"     // looked after by the person, or met by them lately
	EmployersToMeet  EmployerFilter = "return"  // that somebody promised to go back to
	EmployersHiring  EmployerFilter = "jobs"    // where a client works today
	EmployersStopped EmployerFilter = "stopped" // that want no contacts
)

// EmployerFilters lists them in the order they are offered.
var EmployerFilters = []EmployerFilter{EveryEmployer, OwnEmployers, EmployersToMeet, EmployersHiring, EmployersStopped}

// EmployerQuery asks for a page of employers.
type EmployerQuery struct {
	Typed   string // words to look for; empty: any
	Filter  EmployerFilter
	ByName  bool         // else the latest met come first, and with EmployersToMeet the earliest promised
	StaffID int64        // whose own
	Since   casework.Day // met since, with OwnEmployers
	Today   casework.Day
	From    int // how many to leave out
	Most    int
}

// Employers lists a page of the employers that stand. Every employer, and those
// to go back to, are walked by an index in the order asked for until the page is
// full; what a search or a filter leaves is found first and put in order.
func (tx *Tx) Employers(q EmployerQuery) ([]casework.Employer, error) {
	from, county, order := "employer_last l JOIN employer e ON e.id = l.employer", "l", "l.on_day DESC, l.employer DESC"
	if q.ByName {
		from, county, order = "employer e JOIN employer_last l ON l.employer = e.id", "e", "e.sought, e.id"
	} else if q.Filter == EmployersToMeet {
		order = "l.return_on, l.employer"
	}
	args := []any{tx.County}
	var among []string // of which sets of keys they must be
	if words := searchWords(q.Typed); len(words) > 0 {
		var condition string
		condition, args = soughtBy(words, args)
		among = append(among, "SELECT id FROM employer WHERE county = $1 AND withdrawn = FALSE AND "+condition)
	} else if strings.TrimSpace(q.Typed) != "" {
		return nil, nil
	}
	switch q.Filter {
	case OwnEmployers:
		args = append(args, q.StaffID, q.Since)
		among = append(among, fmt.Sprintf(`SELECT id FROM employer WHERE owner = $%[1]d
			UNION SELECT k.employer FROM employer_contact_staff s JOIN employer_contact k ON k.id = s.contact
			WHERE s.staff = $%[1]d AND s.on_day >= $%[2]d AND NOT k.withdrawn`, len(args)-1, len(args)))
	case EmployersHiring:
		args = append(args, q.Today)
		among = append(among, fmt.Sprintf(`SELECT p.employer FROM placement p WHERE p.county = $1 AND p.ends_on IS NULL AND `+begunJob+
			` UNION SELECT p.employer FROM placement p WHERE p.county = $1 AND p.ends_on >= $%[1]d AND `+begunJob, len(args)))
	case EmployersStopped:
		among = append(among, "SELECT id FROM employer WHERE county = $1 AND stopped_on > ''")
	}
	where := county + ".county = $1 AND e.withdrawn = FALSE"
	if len(among) > 0 {
		where = "+" + where // see table.where
	}
	for _, set := range among {
		where += " AND l.employer IN (" + set + ")"
	}
	if q.Filter == EmployersToMeet {
		where += " AND l.return_on > ''"
	}
	args = append(args, q.Most, q.From)
	return tx.employersInOrder(fmt.Sprintf("SELECT e.id FROM %s WHERE %s ORDER BY %s LIMIT $%d OFFSET $%d", from, where, order, len(args)-1, len(args)), args)
}

// begunJob holds for the employments p that have begun by a day, whose number in
// the statement is to be filled in.
const begunJob = "p.kind = 'employment' AND NOT p.withdrawn AND p.starts_on <= $%[1]d"

// RunningJobs counts, for the employers, the clients' jobs that run on the day.
func (tx *Tx) RunningJobs(employerIDs []int64, on casework.Day) (map[int64]int, error) {
	type count struct {
		employer int64
		n        int
	}
	jobs := make(map[int64]int, len(employerIDs))
	for part := range slices.Chunk(employerIDs, chunk) {
		marks, args := in([]any{tx.County, on}, part)
		rows, err := list(tx, func(scan func(...any) error) (c count, err error) { return c, scan(&c.employer, &c.n) },
			fmt.Sprintf(`SELECT p.employer, COUNT(*) FROM placement p WHERE +p.county = $1 AND (p.ends_on IS NULL OR p.ends_on >= $%[1]d)
			AND `+begunJob, 2)+" AND p.employer IN ("+marks+") GROUP BY p.employer", args...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			jobs[r.employer] = r.n
		}
	}
	return jobs, nil
}

// ContactsOfEmployer lists an employer's newest contacts, at most most of them,
// withdrawn ones too.
func (tx *Tx) ContactsOfEmployer(id int64, most int) ([]casework.EmployerContact, error) {
	return contacts.where(tx, `id IN (SELECT id FROM employer_contact WHERE employer = $2 ORDER BY on_day DESC, id DESC LIMIT $3)`, id, most)
}

// AllContactsOfEmployer lists an employer's contacts, the newest first,
// withdrawn ones too.
func (tx *Tx) AllContactsOfEmployer(id int64) ([]casework.EmployerContact, error) {
	return contacts.where(tx, "employer = $2", id)
}

// PlacementsOfEmployer lists where clients have worked, tried or studied at an
// employer's, the newest first, withdrawn ones too.
func (tx *Tx) PlacementsOfEmployer(id int64) ([]casework.Placement, error) {
	return placements.where(tx, "employer = $2", id)
}

// LastEmployers lists the employers a coach met last, the latest first.
func (tx *Tx) LastEmployers(staffID int64, since casework.Day, most int) ([]casework.Employer, error) {
	return tx.employersInOrder(`SELECT k.employer FROM employer_contact k JOIN employer_contact_staff s ON s.contact = k.id
		JOIN employer o ON o.id = k.employer
		WHERE s.staff = $1 AND s.on_day >= $2 AND k.county = $3 AND NOT k.withdrawn AND NOT o.withdrawn
		GROUP BY k.employer ORDER BY MAX(s.on_day) DESC, MAX(k.id) DESC LIMIT $4`, []any{staffID, since, tx.County, most})
}

// EmployerNamed finds the employer of just that name, whatever its case, or ErrNotFound.
func (tx *Tx) EmployerNamed(name string) (casework.Employer, error) {
	return employers.find(tx, "id IN (SELECT id FROM employer WHERE county = $1 AND folded = $2) AND NOT withdrawn", casework.Fold(name))
}

// LeavesToNameTo lists the clients' answers that let them be named to the
// employer, those that no longer hold too.
func (tx *Tx) LeavesToNameTo(id int64) ([]casework.Consent, error) {
	return consents.where(tx, "id IN (SELECT consent FROM consent_employer WHERE employer = $2)", id)
}

// EmployersAlike lists the employers that stand and have just that name,
// whatever its case, or the business id: the same may have been added before.
func (tx *Tx) EmployersAlike(e casework.Employer) ([]casework.Employer, error) {
	return employers.where(tx, `id <> $2 AND NOT withdrawn AND id IN (
		SELECT id FROM employer WHERE county = $1 AND folded = $3
		UNION SELECT id FROM employer WHERE county = $1 AND business_id = $4 AND business_id <> '')`,
		e.ID, casework.Fold(e.Name), e.BusinessID)
}
