package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"sijoita/bench/sets"
	"sijoita/casework"
	"sijoita/internal/interchange"
	"sijoita/internal/store"
)

// tellImport has an administrator of the first county import so many contacts
// by the import page while others ask for what they ask for in a mixed load.
func (s settings) tellImport(ctx context.Context, host string, t *town) error {
	db, err := store.Open(ctx, s.database)
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // it only read
	file, err := contactsOf(ctx, db, s.imported)
	if err != nil {
		return err
	}
	c := connect(host)
	cookie, err := c.signIn(sets.Login("admin", 1, 1), sets.Password)
	c.close()
	if err != nil {
		return err
	}
	before := measure(host, t, s.long, mixed)
	tell("mixed load before the import", before)
	var done atomic.Bool
	during := make(chan result)
	go func() { during <- ask(host, t, func() bool { return !done.Load() }, mixed) }()
	checked, imported, err := importFile(ctx, db, host, cookie, file)
	done.Store(true)
	tell("mixed load during the import", <-during)
	if err != nil {
		return err
	}
	fmt.Printf("\n%d contacts (%d MB): checked in %.1f s, imported in %.1f s more\n", s.imported, len(file)>>20, checked.Seconds(), imported.Seconds())
	return nil
}

// contactsOf makes a document of new contacts of the first county's coaches
// with its employers, with what the contract asks for and no more: 100,000 of
// them are nearly as large a file as the page takes.
func contactsOf(ctx context.Context, db *store.DB, n int) ([]byte, error) {
	type contact struct {
		ID       string                  `json:"id"`
		Employer string                  `json:"employer"`
		On       string                  `json:"on"`
		Staff    []string                `json:"staff"`
		Channel  casework.ContactChannel `json:"channel"`
	}
	document := struct {
		Format   string    `json:"format"`
		Version  int       `json:"version"`
		Contacts []contact `json:"employer_contacts"`
	}{Format: interchange.Format, Version: interchange.Version}
	err := db.Read(ctx, 1, now(), func(tx *store.Tx) error {
		employers, err := tx.EveryEmployer()
		if err != nil {
			return err
		}
		people, err := tx.Staff()
		if err != nil {
			return err
		}
		var coaches []string
		for _, p := range people {
			for _, g := range p.Grants {
				if g.Role == casework.RoleCoach {
					coaches = append(coaches, p.Outward())
				}
			}
		}
		chance := rand.New(rand.NewPCG(4, uint64(n)))
		begun := strconv.FormatInt(now().Unix(), 36)
		for i := range n {
			document.Contacts = append(document.Contacts, contact{
				ID: begun + "-" + strconv.Itoa(i), Employer: pick(chance, employers).Outward(), On: casework.DayAt(now()).AddDays(-chance.IntN(700)).String(),
				Staff: []string{pick(chance, coaches)}, Channel: pick(chance, casework.ContactChannels),
			})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return json.Marshal(document)
}

// importFile hands a file in, confirms it, and looks until it is imported. It
// tells how long the check took, and how long the import.
func importFile(ctx context.Context, db *store.DB, host, cookie string, file []byte) (checked, imported time.Duration, err error) {
	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	chance := rand.New(rand.NewPCG(uint64(now().UnixNano()), 4))
	id := uid(chance)
	content, err := parts.CreateFormField("uid")
	if err == nil {
		_, err = io.WriteString(content, id)
	}
	if err == nil {
		content, err = parts.CreateFormFile("file", "kontaktit.json")
	}
	if err == nil {
		_, err = content.Write(file)
	}
	if err = errors.Join(err, parts.Close()); err != nil {
		return 0, 0, err
	}
	begun := now()
	if err := post(ctx, host, "/import", cookie, parts.FormDataContentType(), &form); err != nil {
		return 0, 0, err
	}
	checked = time.Since(begun)
	begun = now()
	if err := post(ctx, host, "/import/"+id, cookie, "application/x-www-form-urlencoded", strings.NewReader("")); err != nil {
		return checked, 0, err
	}
	key, err := casework.ParseUID(id)
	if err != nil {
		return checked, 0, err
	}
	for state := store.ImportRunning; state == store.ImportRunning; {
		time.Sleep(100 * time.Millisecond)
		err := db.Read(ctx, 1, now(), func(tx *store.Tx) error {
			people, err := tx.Staff()
			if err != nil {
				return err
			}
			for _, p := range people {
				staged, err := tx.StagedImport(p.ID, key)
				if err == nil {
					state = staged.State
				} else if !errors.Is(err, store.ErrNotFound) {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return checked, 0, err
		}
		if state != store.ImportRunning && state != store.ImportDone {
			return checked, 0, fmt.Errorf("the import is %s", state)
		}
	}
	return checked, time.Since(begun), nil
}

// post sends a form and wants to be led on.
func post(ctx context.Context, host, path, cookie, kind string, body io.Reader) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+host+path, body)
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Cookie", cookie)
	a, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return err
	}
	defer a.Body.Close() //nolint:errcheck // nothing more is read
	if a.StatusCode != http.StatusSeeOther {
		return fmt.Errorf("%s answers %d", path, a.StatusCode)
	}
	return nil
}
