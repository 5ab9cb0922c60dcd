package store

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sijoita/casework"
)

var clients = table[casework.Client]{
	name:    "client",
	columns: "uid, county, sender_id, revision, given_name, family_name, folded, birth_on, municipality, language, non_disclosure, merged_into, phone, email, manner",
	order:   "folded, id",
	record:  func(c *casework.Client) *casework.Record { return &c.Record },
	values: func(tx *Tx, c casework.Client) []any {
		return []any{c.UID, tx.County, orNull(c.SenderID), c.Revision, c.GivenName, c.FamilyName,
			casework.Fold(c.FamilyName + " " + c.GivenName), c.BirthOn, c.Lives(), c.Language, c.NonDisclosure, ref(c.MergedInto).value(),
			c.ReachedBy().Phone, c.ReachedBy().Email, c.ReachedBy().Manner}
	},
	scan: func(scan func(...any) error) (c casework.Client, err error) {
		var county int64
		var folded string
		err = scan(&c.ID, &c.UID, &county, optional(&c.SenderID), &c.Revision, &c.GivenName, &c.FamilyName,
			&folded, &c.BirthOn, &c.Municipality, &c.Language, &c.NonDisclosure, key(&c.MergedInto),
			&c.Phone, &c.Email, &c.Manner)
		return c.WithNonDisclosure(c.NonDisclosure), err
	},
	addChildren:  addClientRows,
	readChildren: readClientRows,
	dropChildren: func(tx *Tx, id int64) error {
		for _, rows := range []string{"income", "ban"} {
			if _, err := tx.exec("DELETE FROM "+rows+" WHERE client = $1", id); err != nil {
				return err
			}
		}
		return nil
	},
}

func addClientRows(tx *Tx, all []casework.Client) error {
	var incomes, bans [][]any
	for _, c := range all {
		for _, i := range c.Incomes {
			incomes = append(incomes, []any{tx.County, c.ID, i.Kind, i.From, i.To})
		}
		for _, b := range c.Bans {
			bans = append(bans, []any{tx.County, c.ID, b.StaffID, b.From, b.To})
		}
	}
	if err := addRows(tx, "income", "county, client, kind, from_on, to_on", incomes); err != nil {
		return err
	}
	return addRows(tx, "ban", "county, client, staff, from_on, to_on", bans)
}

func readClientRows(tx *Tx, all []casework.Client, of string, args []any) error {
	place := index(all, func(c *casework.Client) int64 { return c.ID })
	type incomeRow struct {
		client int64
		income casework.Income
	}
	incomes, err := list(tx, func(scan func(...any) error) (r incomeRow, err error) {
		return r, scan(&r.client, &r.income.Kind, &r.income.From, &r.income.To)
	}, `SELECT client, kind, from_on, to_on FROM income
		WHERE client IN (`+of+`) ORDER BY id`, args...)
	if err != nil {
		return err
	}
	for _, r := range incomes {
		place[r.client].Incomes = append(place[r.client].Incomes, r.income)
	}
	type banRow struct {
		client int64
		ban    casework.Ban
	}
	bans, err := list(tx, func(scan func(...any) error) (r banRow, err error) {
		return r, scan(&r.client, &r.ban.StaffID, &r.ban.From, &r.ban.To)
	}, `SELECT client, staff, from_on, to_on FROM ban
		WHERE client IN (`+of+`) ORDER BY id`, args...)
	for _, r := range bans {
		place[r.client].Bans = append(place[r.client].Bans, r.ban)
	}
	return err
}

// ClientByUID gives one client with incomes, or ErrNotFound.
func (tx *Tx) ClientByUID(uid casework.UID) (casework.Client, error) { return clients.byUID(tx, uid) }

// ClientByID gives one client with incomes, or ErrNotFound.
func (tx *Tx) ClientByID(id int64) (casework.Client, error) { return clients.byID(tx, id) }

// ClientBySender gives the client that a sender calls id, or ErrNotFound.
func (tx *Tx) ClientBySender(id string) (casework.Client, error) {
	return clients.find(tx, "sender_id = $2", id)
}

// BannedFrom finds the clients from whom a person of the staff is kept on the day.
func (tx *Tx) BannedFrom(staffID int64, on casework.Day) ([]int64, error) {
	return list(tx, func(scan func(...any) error) (id int64, err error) { return id, scan(&id) },
		`SELECT client FROM ban WHERE +county = $1 AND staff = $2 AND from_on <= $3 AND (to_on IS NULL OR to_on >= $3)`,
		tx.County, staffID, on)
}

// ClientsByID lists the clients with the keys, by family name.
func (tx *Tx) ClientsByID(ids []int64) ([]casework.Client, error) {
	return clientsByID(tx, clients, ids)
}

func clientsByID(tx *Tx, as table[casework.Client], ids []int64) ([]casework.Client, error) {
	var all []casework.Client
	for part := range slices.Chunk(ids, chunk) {
		marks, args := in([]any{tx.County}, part)
		some, err := as.where(tx, "id IN ("+marks+")", args[1:]...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// ClientHeads is ClientsByID without what the clients live on and without the
// staff who are kept from them: for lists, which ask BannedFrom.
func (tx *Tx) ClientHeads(ids []int64) ([]casework.Client, error) {
	return clientsByID(tx, heads, ids)
}

// heads is clients without what hangs on them.
var heads = func() table[casework.Client] {
	t := clients
	t.readChildren = nil
	return t
}()

// ClientsCalled lists the clients in whose name every word that was typed
// begins a word, and who have, or had, an episode or a referral in one of the
// teams or with one of the care teams: at most most of them, by family name. A
// name of a record that was merged finds the one that was kept. What is longer
// than a name or no text finds none. Of each client of the name their few episodes
// are read (hence +: not all of a team's, for each anew).
func (tx *Tx) ClientsCalled(typed string, teams, careTeams []int64, most int) ([]casework.Client, error) {
	if !casework.MayBeName(typed) || strings.TrimSpace(typed) == "" {
		return nil, nil
	}
	args := []any{tx.County}
	ofTeams, args := in(args, teams)
	ofCareTeams, args := in(args, careTeams)
	called := ""
	for _, word := range strings.Fields(casework.Fold(typed)) {
		args = append(args, likeEscape.Replace(word)+"%", "% "+likeEscape.Replace(word)+"%")
		called += fmt.Sprintf(` AND (folded LIKE $%d ESCAPE '\' OR folded LIKE $%d ESCAPE '\')`, len(args)-1, len(args))
	}
	args = append(args, most)
	return clients.where(tx, `id IN (
		SELECT c.id FROM client c WHERE c.id IN (SELECT COALESCE(merged_into, id) FROM client WHERE county = $1`+called+`) AND (
			EXISTS (SELECT 1 FROM episode e WHERE e.client = c.id AND +e.team IN (`+ofTeams+`))
			OR EXISTS (SELECT 1 FROM referral r WHERE r.client = c.id AND (r.team IN (`+ofTeams+`) OR r.care_team IN (`+ofCareTeams+`)))
			OR EXISTS (SELECT 1 FROM episode e JOIN episode_care_team t ON t.episode = e.id WHERE e.client = c.id AND +t.care_team IN (`+ofCareTeams+`)))
		ORDER BY c.folded, c.id LIMIT $`+strconv.Itoa(len(args))+`)`, args[1:]...)
}

// AddClient adds a client with incomes. A uid that is there is ErrTaken.
func (tx *Tx) AddClient(c casework.Client) (casework.Client, error) {
	all := []casework.Client{c}
	err := clients.add(tx, all)
	return all[0], err
}

// ReviseClient puts the changed client in the place of the old one; see table.revise.
func (tx *Tx) ReviseClient(old, changed casework.Client, actor, reason string) (casework.Client, error) {
	err := clients.revise(tx, old, &changed, actor, reason)
	return changed, err
}

var consents = table[casework.Consent]{
	name: "consent",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, client, kind, given, leave, counterparty," +
		" scope, method, from_on, to_on, withdrawn_on, withdrawn_how",
	order:  "from_on, id",
	record: func(c *casework.Consent) *casework.Record { return &c.Record },
	values: func(tx *Tx, c casework.Consent) []any {
		return []any{c.UID, tx.County, orNull(c.SenderID), c.Revision, c.RecordedBy, c.RecordedAt, c.Withdrawn, c.ClientID, c.Kind,
			c.Given, c.Leave, c.Counterparty, c.Scope, c.Method, c.From, c.To, c.WithdrawnOn, c.WithdrawnHow}
	},
	scan: func(scan func(...any) error) (c casework.Consent, err error) {
		var county int64
		return c, scan(&c.ID, &c.UID, &county, optional(&c.SenderID), &c.Revision, &c.RecordedBy, &c.RecordedAt, &c.Withdrawn,
			&c.ClientID, &c.Kind, &c.Given, &c.Leave, &c.Counterparty, &c.Scope, &c.Method, &c.From, &c.To, &c.WithdrawnOn, &c.WithdrawnHow)
	},
	addChildren: func(tx *Tx, all []casework.Consent) error {
		var rows [][]any
		for _, c := range all {
			for i, employer := range c.Employers {
				rows = append(rows, []any{c.ID, i, employer})
			}
		}
		return addRows(tx, "consent_employer", "consent, place, employer", rows)
	},
	readChildren: func(tx *Tx, all []casework.Consent, of string, args []any) error {
		if !slices.ContainsFunc(all, func(c casework.Consent) bool { return c.Leave == casework.LeaveNamed }) {
			return nil
		}
		type row struct{ consent, employer int64 }
		rows, err := list(tx, func(scan func(...any) error) (r row, err error) { return r, scan(&r.consent, &r.employer) },
			`SELECT consent, employer FROM consent_employer
			 WHERE consent IN (`+of+`) ORDER BY consent, place`, args...)
		place := index(all, func(c *casework.Consent) int64 { return c.ID })
		for _, r := range rows {
			place[r.consent].Employers = append(place[r.consent].Employers, r.employer)
		}
		return err
	},
	dropChildren: func(tx *Tx, id int64) error {
		_, err := tx.exec("DELETE FROM consent_employer WHERE consent = $1", id)
		return err
	},
}

// standing is consents with no more than tells what they allow: for lists.
var standing = table[casework.Consent]{
	name:    "consent",
	columns: "withdrawn, client, kind, given, leave, from_on, to_on, withdrawn_on",
	order:   consents.order,
	record:  consents.record,
	scan: func(scan func(...any) error) (c casework.Consent, err error) {
		return c, scan(&c.ID, &c.Withdrawn, &c.ClientID, &c.Kind, &c.Given, &c.Leave, &c.From, &c.To, &c.WithdrawnOn)
	},
	readChildren: consents.readChildren,
}

// ConsentByUID gives one answer, or ErrNotFound.
func (tx *Tx) ConsentByUID(uid casework.UID) (casework.Consent, error) {
	return consents.byUID(tx, uid)
}

// AddConsent adds an answer. A uid that is there is ErrTaken.
func (tx *Tx) AddConsent(c casework.Consent) (casework.Consent, error) {
	all := []casework.Consent{c}
	err := consents.add(tx, all)
	return all[0], err
}

// ReviseConsent puts the changed answer in the place of the old one; see table.revise.
func (tx *Tx) ReviseConsent(old, changed casework.Consent, actor, reason string) (casework.Consent, error) {
	err := consents.revise(tx, old, &changed, actor, reason)
	return changed, err
}

// Consents lists all the answers of one client, the oldest first.
func (tx *Tx) Consents(clientID int64) (casework.Consents, error) {
	return consents.where(tx, "client = $2", clientID)
}

// ConsentsOf lists all the answers of several clients, by client, with no more
// than tells what they allow on any day.
func (tx *Tx) ConsentsOf(clientIDs []int64) (map[int64]casework.Consents, error) {
	by := make(map[int64]casework.Consents, len(clientIDs))
	for part := range slices.Chunk(clientIDs, chunk) {
		marks, args := in([]any{tx.County}, part)
		all, err := standing.where(tx, "client IN ("+marks+")", args[1:]...)
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			by[c.ClientID] = append(by[c.ClientID], c)
		}
	}
	return by, nil
}

// Municipalities gives the municipality of each client of a programme; those
// whose is not known, or under a non-disclosure order, are left out.
func (tx *Tx) Municipalities(programme int64) (map[int64]string, error) {
	type row struct {
		client int64
		code   string
	}
	rows, err := list(tx, func(scan func(...any) error) (r row, err error) { return r, scan(&r.client, &r.code) },
		`SELECT id, municipality FROM client WHERE +county = $1 AND municipality <> '' AND NOT non_disclosure
		 AND id IN (SELECT client FROM episode WHERE programme = $2)`, tx.County, programme)
	codes := make(map[int64]string, len(rows))
	for _, r := range rows {
		codes[r.client] = r.code
	}
	return codes, err
}

// Births gives the day of birth of each client of a programme; those whose is
// not known are left out.
func (tx *Tx) Births(programme int64) (map[int64]casework.Day, error) {
	return daysOf(tx, `SELECT id, birth_on FROM client WHERE +county = $1 AND birth_on IS NOT NULL
		AND id IN (SELECT client FROM episode WHERE programme = $2)`, tx.County, programme)
}

// daysOf reads rows of a key and a day.
func daysOf(tx *Tx, query string, args ...any) (map[int64]casework.Day, error) {
	type row struct {
		key int64
		day casework.Day
	}
	rows, err := list(tx, func(scan func(...any) error) (r row, err error) { return r, scan(&r.key, &r.day) }, query, args...)
	days := make(map[int64]casework.Day, len(rows))
	for _, r := range rows {
		days[r.key] = r.day
	}
	return days, err
}

// IncomesOf gives what each of the clients lives and has lived on.
func (tx *Tx) IncomesOf(ids []int64) (map[int64][]casework.Income, error) {
	type row struct {
		client int64
		income casework.Income
	}
	incomes := make(map[int64][]casework.Income, len(ids))
	for part := range slices.Chunk(ids, chunk) {
		marks, args := in([]any{tx.County}, part)
		rows, err := list(tx, func(scan func(...any) error) (r row, err error) {
			return r, scan(&r.client, &r.income.Kind, &r.income.From, &r.income.To)
		}, "SELECT client, kind, from_on, to_on FROM income WHERE +county = $1 AND client IN ("+marks+") ORDER BY id", args...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			incomes[r.client] = append(incomes[r.client], r.income)
		}
	}
	return incomes, nil
}

// IncomesOfProgramme gives what each client of a programme lives and has lived
// on.
func (tx *Tx) IncomesOfProgramme(programme int64) (map[int64][]casework.Income, error) {
	type row struct {
		client int64
		income casework.Income
	}
	rows, err := list(tx, func(scan func(...any) error) (r row, err error) {
		return r, scan(&r.client, &r.income.Kind, &r.income.From, &r.income.To)
	}, `SELECT client, kind, from_on, to_on FROM income WHERE +county = $1
		AND client IN (SELECT client FROM episode WHERE programme = $2) ORDER BY id`, tx.County, programme)
	incomes := make(map[int64][]casework.Income)
	for _, r := range rows {
		incomes[r.client] = append(incomes[r.client], r.income)
	}
	return incomes, err
}
