package store

import (
	"slices"
	"strings"

	"sijoita/casework"
)

var employers = table[casework.Employer]{
	name: "employer",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn," +
		" name, folded, business_id, industry, municipality, sector",
	order:  "folded, id",
	record: func(e *casework.Employer) *casework.Record { return &e.Record },
	values: func(tx *Tx, e casework.Employer) []any {
		return []any{e.UID, tx.County, orNull(e.SenderID), e.Revision, e.RecordedBy, e.RecordedAt, e.Withdrawn,
			e.Name, casework.Fold(e.Name), e.BusinessID, e.Industry, e.Municipality, e.Sector}
	},
	scan: func(scan func(...any) error) (e casework.Employer, err error) {
		var county int64
		var folded string
		return e, scan(&e.ID, &e.UID, &county, optional(&e.SenderID), &e.Revision, &e.RecordedBy, &e.RecordedAt, &e.Withdrawn,
			&e.Name, &folded, &e.BusinessID, &e.Industry, &e.Municipality, &e.Sector)
	},
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

// AddEmployer adds an employer. A uid that is there is ErrTaken.
func (tx *Tx) AddEmployer(e casework.Employer) (casework.Employer, error) {
	all := []casework.Employer{e}
	err := employers.add(tx, all)
	return all[0], err
}

// FindEmployers lists employers with a word that begins as typed, at most
// most of them, by name; those whose name begins so come first. What is longer
// than a name or no text finds none: every word of it would be a condition more.
func (tx *Tx) FindEmployers(typed string, most int) ([]casework.Employer, error) {
	if !casework.MayBeName(typed) {
		return nil, nil
	}
	words := strings.Fields(casework.Fold(typed))
	if len(words) == 0 {
		return nil, nil
	}
	condition := "NOT withdrawn"
	args := []any{}
	for i, w := range words {
		n := 2 + 2*i
		condition += " AND (folded LIKE $" + itoa(n) + " ESCAPE '\\' OR folded LIKE $" + itoa(n+1) + " ESCAPE '\\')"
		pattern := likeEscape.Replace(w) + "%"
		args = append(args, pattern, "% "+pattern)
	}
	found, err := employers.where(tx, condition, args...)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(found, func(a, b casework.Employer) int {
		return begins(b, words[0]) - begins(a, words[0])
	})
	return found[:min(most, len(found))], nil
}

func begins(e casework.Employer, word string) int {
	if strings.HasPrefix(casework.Fold(e.Name), word) {
		return 1
	}
	return 0
}

var likeEscape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// LastEmployers lists the employers a coach met last, the latest first.
func (tx *Tx) LastEmployers(staffID int64, since casework.Day, most int) ([]casework.Employer, error) {
	ids, err := list(tx, func(scan func(...any) error) (id int64, err error) { return id, scan(&id) },
		`SELECT k.employer FROM employer_contact k JOIN employer_contact_staff s ON s.contact = k.id
		 JOIN employer o ON o.id = k.employer
		 WHERE s.staff = $1 AND s.on_day >= $2 AND k.county = $3 AND NOT k.withdrawn AND NOT o.withdrawn
		 GROUP BY k.employer ORDER BY MAX(s.on_day) DESC, MAX(k.id) DESC LIMIT $4`, staffID, since, tx.County, most)
	if err != nil {
		return nil, err
	}
	found, err := tx.EmployersByID(ids)
	slices.SortFunc(found, func(a, b casework.Employer) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return found, err
}

// EmployerNamed finds the employer of just that name, whatever its case, or ErrNotFound.
func (tx *Tx) EmployerNamed(name string) (casework.Employer, error) {
	return employers.find(tx, "county = $1 AND folded = $2 AND NOT withdrawn", casework.Fold(name))
}
