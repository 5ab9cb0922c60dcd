package store

import (
	"slices"

	"sijoita/casework"
)

var clients = table[casework.Client]{
	name:    "client",
	columns: "uid, county, sender_id, revision, given_name, family_name, folded, birth_on, municipality, language",
	order:   "folded, id",
	record:  func(c *casework.Client) *casework.Record { return &c.Record },
	values: func(tx *Tx, c casework.Client) []any {
		return []any{c.UID, tx.County, orNull(c.SenderID), c.Revision, c.GivenName, c.FamilyName,
			casework.Fold(c.FamilyName + " " + c.GivenName), c.BirthOn, c.Municipality, c.Language}
	},
	scan: func(scan func(...any) error) (c casework.Client, err error) {
		var county int64
		var folded string
		return c, scan(&c.ID, &c.UID, &county, optional(&c.SenderID), &c.Revision, &c.GivenName, &c.FamilyName,
			&folded, &c.BirthOn, &c.Municipality, &c.Language)
	},
	addChildren: func(tx *Tx, all []casework.Client) error {
		var rows [][]any
		for _, c := range all {
			for _, i := range c.Incomes {
				rows = append(rows, []any{tx.County, c.ID, i.Kind, i.From, i.To})
			}
		}
		return addRows(tx, "income", "county, client, kind, from_on, to_on", rows)
	},
	readChildren: func(tx *Tx, all []casework.Client, where string, args []any) error {
		type row struct {
			client int64
			income casework.Income
		}
		rows, err := list(tx, func(scan func(...any) error) (r row, err error) {
			return r, scan(&r.client, &r.income.Kind, &r.income.From, &r.income.To)
		}, `SELECT client, kind, from_on, to_on FROM income
			WHERE client IN (SELECT id FROM client WHERE `+where+`) ORDER BY id`, args...)
		if err != nil {
			return err
		}
		place := index(all, func(c *casework.Client) int64 { return c.ID })
		for _, r := range rows {
			c := place[r.client]
			c.Incomes = append(c.Incomes, r.income)
		}
		return nil
	},
	dropChildren: func(tx *Tx, id int64) error {
		_, err := tx.exec("DELETE FROM income WHERE client = $1", id)
		return err
	},
}

// ClientByUID gives one client with incomes, or ErrNotFound.
func (tx *Tx) ClientByUID(uid casework.UID) (casework.Client, error) { return clients.byUID(tx, uid) }

// ClientByID gives one client with incomes, or ErrNotFound.
func (tx *Tx) ClientByID(id int64) (casework.Client, error) { return clients.byID(tx, id) }

// ClientBySender gives the client that a sender calls id, or ErrNotFound.
func (tx *Tx) ClientBySender(id string) (casework.Client, error) {
	return clients.find(tx, "sender_id = $2", id)
}

// ClientsByID lists the clients with the keys, by family name.
func (tx *Tx) ClientsByID(ids []int64) ([]casework.Client, error) {
	var all []casework.Client
	for part := range slices.Chunk(ids, chunk) {
		marks, args := in([]any{tx.County}, part)
		some, err := clients.where(tx, "id IN ("+marks+")", args[1:]...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
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
	name:    "consent",
	columns: "uid, county, sender_id, revision, client, kind, given, leave, scope, from_on, to_on",
	order:   "from_on, id",
	record:  func(c *casework.Consent) *casework.Record { return &c.Record },
	values: func(tx *Tx, c casework.Consent) []any {
		return []any{c.UID, tx.County, orNull(c.SenderID), c.Revision, c.ClientID, c.Kind, c.Given, c.Leave, c.Scope, c.From, c.To}
	},
	scan: func(scan func(...any) error) (c casework.Consent, err error) {
		var county int64
		return c, scan(&c.ID, &c.UID, &county, optional(&c.SenderID), &c.Revision, &c.ClientID, &c.Kind, &c.Given,
			&c.Leave, &c.Scope, &c.From, &c.To)
	},
}

// Consents lists all the answers of one client, the oldest first.
func (tx *Tx) Consents(clientID int64) (casework.Consents, error) {
	return consents.where(tx, "client = $2", clientID)
}

// ConsentsOf lists all the answers of several clients, by client.
func (tx *Tx) ConsentsOf(clientIDs []int64) (map[int64]casework.Consents, error) {
	by := make(map[int64]casework.Consents, len(clientIDs))
	for part := range slices.Chunk(clientIDs, chunk) {
		marks, args := in([]any{tx.County}, part)
		all, err := consents.where(tx, "client IN ("+marks+")", args[1:]...)
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
// whose is not known are left out.
func (tx *Tx) Municipalities(programme int64) (map[int64]string, error) {
	type row struct {
		client int64
		code   string
	}
	rows, err := list(tx, func(scan func(...any) error) (r row, err error) { return r, scan(&r.client, &r.code) },
		`SELECT id, municipality FROM client WHERE +county = $1 AND municipality <> ''
		 AND id IN (SELECT client FROM episode WHERE programme = $2)`, tx.County, programme)
	codes := make(map[int64]string, len(rows))
	for _, r := range rows {
		codes[r.client] = r.code
	}
	return codes, err
}
