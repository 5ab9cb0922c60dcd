package app

import (
	"cmp"
	"context"
	"errors"
	"reflect"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/problem"
)

// ContactInput is a contact as a form or a phone sends it: everything else is
// named by uid.
type ContactInput struct {
	UID         casework.UID // of the contact to be, made with the form: sending it twice adds one
	Employer    casework.UID
	NewEmployer casework.NewEmployer // used when Employer is not set and a name was typed
	Client      casework.UID         // not set: for nobody in particular
	Partners    []casework.UID       // who else was there
	Note        casework.ContactNote // its keys are filled in here
}

// errUnnamed refuses a new record whose form brought no uid: it could be added
// twice.
var errUnnamed = problem.New(problem.Invalid, "problem.unreadable")

// LoggedContact is a noted contact with what the next page says of it.
type LoggedContact struct {
	Contact  casework.EmployerContact
	Employer casework.Employer
}

// LogContact notes a contact with an employer. Problems: Invalid with fields
// employer, employer_name, on, channel, kind, reached, next, return_on,
// learned, client, and knowingly for an employer that wants no contacts; NotFound for an employer or client out of reach; Conflict
// for a uid that is another's contact.
func (a *App) LogContact(ctx context.Context, actor access.Actor, in ContactInput) (LoggedContact, error) {
	return addOnce(ctx, a, actor, func(t *turn) (LoggedContact, error) {
		if err := t.mayNoteEmployers("employer_contact", in.UID); err != nil {
			return LoggedContact{}, err
		}
		if in.UID.IsZero() {
			return LoggedContact{}, errUnnamed
		}
		switch done, _, err := t.contactToNote(in.UID); {
		case err == nil && done.RecordedBy == actor.StaffID:
			return t.again(done, in)
		case err != nil && !errors.Is(err, store.ErrNotFound):
			return LoggedContact{}, err
		}
		contact, employer, clients, err := t.contactOf(in, nil)
		if err != nil {
			return LoggedContact{}, err
		}
		contact.Noted = t.noted(in.UID)
		if contact, err = t.tx.AddContact(contact); err != nil {
			return LoggedContact{}, err
		}
		t.did(audit.Added, "employer_contact", contact.UID.String(), "", clients...)
		return LoggedContact{contact, employer}, nil
	})
}

// noted is the problem of a note that was sent before with another text: as
// after going back to its form. It is there once, and the other text would be a
// correction.
func noted() error { return problem.New(problem.Conflict, NotedKey) }

// NotedKey is the message of a note that is there already with another text.
const NotedKey = "problem.noted_already"

// again answers a contact that was sent before: it is there once, and says so.
func (t *turn) again(done casework.EmployerContact, in ContactInput) (LoggedContact, error) {
	sent, employer, clients, err := t.contactOf(in, &done)
	if err != nil {
		return LoggedContact{}, err
	}
	sent.Noted, sent.MatchesPlan = done.Noted, done.MatchesPlan
	if !reflect.DeepEqual(done, sent) {
		return LoggedContact{}, noted()
	}
	t.shows(audit.Showed, "employer_contact", done.UID.String(), "sent again", clients...)
	return LoggedContact{done, employer}, nil
}

func (t *turn) noted(uid casework.UID) casework.Noted {
	return casework.Noted{Record: casework.Record{UID: uid}, RecordedBy: t.actor.StaffID, RecordedAt: t.tx.Now.UnixMicro()}
}

func (t *turn) mayNoteEmployers(kind string, uid casework.UID) error {
	return t.may(access.NoteEmployer, access.Resource{County: t.tx.County}, kind, uid.String())
}

// contactOf makes a contact of what was sent; before is the contact that it
// corrects, whose client may stay named though the leave has ended since.
func (t *turn) contactOf(in ContactInput, before *casework.EmployerContact) (casework.EmployerContact, casework.Employer, []int64, error) {
	var none casework.EmployerContact
	note := in.Note
	if before != nil {
		note.On, note.Channel = cmpDay(note.On, before.On), cmp.Or(note.Channel, before.Channel)
	}
	employer, err := t.employerOf(in)
	if err != nil {
		return none, employer, nil, err
	}
	note.EmployerID = employer.ID
	var was []int64
	if before != nil {
		was = before.Staff
	}
	if note.Staff, err = t.staffOf(in.Partners, was); err != nil {
		return none, employer, nil, err
	}
	var clients []int64
	var leave casework.Consent
	if !in.Client.IsZero() {
		d, err := t.dossier(in.Client)
		if err != nil {
			return none, employer, nil, err
		}
		if err := t.mayWith(access.NoteClient, d); err != nil {
			return none, employer, nil, err
		}
		e, _ := d.present(t.day)
		note.EpisodeID = e.ID
		clients = []int64{d.ID}
		leave = d.Consents.EmployerAnswer(cmpDay(note.On, t.day))
		if before != nil && before.EpisodeID == e.ID {
			leave = casework.Consent{Given: true, Leave: casework.LeaveDirect}
		}
	}
	contact, err := casework.LogContact(note, leave, t.day)
	if err == nil && (before == nil || before.EmployerID != employer.ID) {
		contact, err = casework.CheckContact(employer, contact)
	} else if err == nil {
		contact.Knowingly = before.Knowingly
	}
	return contact, employer, clients, err
}

func cmpDay(d, otherwise casework.Day) casework.Day {
	if d.IsZero() {
		return otherwise
	}
	return d
}

// employerOf finds the employer that was named, or adds the one whose name was
// typed; an employer of just that name is taken rather than doubled. Nothing
// named gives the zero employer, which the rule refuses beside its field.
func (t *turn) employerOf(in ContactInput) (casework.Employer, error) {
	if !in.Employer.IsZero() {
		return t.presentEmployer(in.Employer)
	}
	if in.NewEmployer.Name == "" {
		return casework.Employer{}, nil
	}
	employer, err := casework.AddEmployer(in.NewEmployer)
	if err != nil {
		return employer, err
	}
	if known, err := t.tx.EmployerNamed(employer.Name); !errors.Is(err, store.ErrNotFound) {
		return known, err
	}
	if in.NewEmployer.UID.IsZero() {
		return employer, errUnnamed
	}
	employer.Noted = t.noted(in.NewEmployer.UID)
	if employer, err = t.tx.AddEmployer(employer); err != nil {
		return employer, err
	}
	t.did(audit.Added, "employer", employer.UID.String(), "")
	return employer, nil
}

// mostPartners is how many colleagues can have come along.
const mostPartners = 10

// staffOf is who was there: the actor first and the partners after. A
// correction keeps who was first before.
func (t *turn) staffOf(partners []casework.UID, was []int64) ([]int64, error) {
	first := t.actor.StaffID
	if len(was) > 0 {
		first = was[0]
	}
	if len(partners) > mostPartners {
		return nil, &problem.Error{Kind: problem.Invalid, Key: "problem.invalid", Fields: []problem.Field{{Name: "staff", Key: "contact.too_many"}}}
	}
	staff := []int64{first}
	for _, uid := range partners {
		s, err := t.tx.StaffByUID(uid)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(staff, s.ID) {
			staff = append(staff, s.ID)
		}
	}
	return staff, nil
}

// ContactPage is a contact as it stands, with what a form to correct it needs.
type ContactPage struct {
	Contact   casework.EmployerContact
	Employer  casework.Employer
	Client    *casework.Client // nil: for nobody in particular
	Names     Names
	Revisions []Revision
}

// Contact gives one contact with its earlier texts.
func (a *App) Contact(ctx context.Context, actor access.Actor, uid casework.UID) (ContactPage, error) {
	return show(ctx, a, actor, func(t *turn) (ContactPage, error) {
		c, d, err := t.contactToNote(uid)
		if err != nil {
			return ContactPage{}, err
		}
		p := ContactPage{Contact: c}
		var clients []int64
		seen := ""
		if d != nil {
			p.Client = &d.Client
			clients = []int64{d.ID}
			seen = d.seenOf()
		}
		employers, err := t.tx.EmployersByID([]int64{c.EmployerID})
		if err != nil || len(employers) == 0 {
			return p, errors.Join(err, store.ErrNotFound)
		}
		p.Employer = employers[0]
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		if p.Revisions, err = t.tx.Revisions("employer_contact", c.ID); err != nil {
			return p, err
		}
		t.shows(audit.Showed, "employer_contact", uid.String(), seen, clients...)
		return p, nil
	})
}

// contactToNote loads a contact that the actor may read and change, with the
// client it names (nil: none).
func (t *turn) contactToNote(uid casework.UID) (casework.EmployerContact, *dossier, error) {
	c, err := t.tx.ContactByUID(uid)
	if err != nil {
		return c, nil, err
	}
	if c.EpisodeID == 0 {
		return c, nil, t.mayNoteEmployers("employer_contact", uid)
	}
	d, err := t.dossierOfEpisode(c.EpisodeID)
	if err != nil {
		return c, nil, err
	}
	return c, &d, t.mayWith(access.NoteClient, d)
}

// CorrectContact puts another text in the place of a contact's. The old text
// stays readable. Problems: as LogContact; Invalid without a reason; Conflict
// when somebody has changed it since (then the present text is to be shown
// beside what was typed).
func (a *App) CorrectContact(ctx context.Context, actor access.Actor, which Correction, in ContactInput) (LoggedContact, error) {
	return addOnce(ctx, a, actor, func(t *turn) (LoggedContact, error) {
		old, _, err := t.contactToNote(which.UID)
		if err != nil {
			return LoggedContact{}, err
		}
		if err := which.check(); err != nil {
			return LoggedContact{}, err
		}
		changed, employer, clients, err := t.contactOf(in, &old)
		if err != nil {
			return LoggedContact{}, err
		}
		changed.Noted, changed.MatchesPlan = old.Noted, old.MatchesPlan
		keepUntold(&changed, old, in.Note)
		if reflect.DeepEqual(old, changed) { // sent again, or nothing changed
			t.shows(audit.Showed, "employer_contact", old.UID.String(), "unchanged", clients...)
			return LoggedContact{old, employer}, nil
		}
		if changed, err = t.reviseContact(which, old, changed); err != nil {
			return LoggedContact{}, err
		}
		before, err := t.clientsOf(old.EpisodeID)
		t.did(audit.Corrected, "employer_contact", old.UID.String(), changedFields(old, changed), append(clients, before...)...)
		return LoggedContact{changed, employer}, err
	})
}

// keepUntold leaves as it was what a correction does not tell. The defaults are
// for a contact that is just noted: of an imported one these may not be known.
func keepUntold(changed *casework.EmployerContact, old casework.EmployerContact, note casework.ContactNote) {
	changed.Kind = cmp.Or(note.Kind, old.Kind)
	if note.Reached == "" {
		changed.Reached, changed.DecisionMaker = old.Reached, old.DecisionMaker
	}
	if note.Next == "" {
		changed.Next, changed.ReturnOn = old.Next, old.ReturnOn
	}
}

func (t *turn) reviseContact(which Correction, old, changed casework.EmployerContact) (casework.EmployerContact, error) {
	if old.Revision != which.Revision {
		return old, store.ErrStale
	}
	return t.tx.ReviseContact(old, changed, t.actor.ID, which.Reason)
}

// WithdrawContact takes a contact out of every figure; it stays to be read,
// struck through. Problems: NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawContact(ctx context.Context, actor access.Actor, which Correction) (casework.EmployerContact, error) {
	return change(ctx, a, actor, func(t *turn) (casework.EmployerContact, error) {
		old, _, err := t.contactToNote(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		clients, err := t.clientsOf(old.EpisodeID)
		if err != nil {
			return old, err
		}
		if old.Withdrawn { // sent again
			t.shows(audit.Showed, "employer_contact", old.UID.String(), "unchanged", clients...)
			return old, nil
		}
		changed := old
		changed.Withdrawn = true
		changed, err = t.reviseContact(which, old, changed)
		t.did(audit.Withdrew, "employer_contact", old.UID.String(), "", clients...)
		return changed, err
	})
}

// MoveContact moves a contact to the client it was about; a trace stays on
// both. The zero uid moves it to nobody in particular. Problems: NotFound,
// Invalid (no reason; a client without leave), Conflict.
func (a *App) MoveContact(ctx context.Context, actor access.Actor, which Correction, to casework.UID) (casework.EmployerContact, error) {
	return change(ctx, a, actor, func(t *turn) (casework.EmployerContact, error) {
		old, _, err := t.contactToNote(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed := old
		changed.EpisodeID = 0
		clients, err := t.clientsOf(old.EpisodeID)
		if err != nil {
			return old, err
		}
		if !to.IsZero() {
			d, err := t.dossier(to)
			if err != nil {
				return old, err
			}
			if err := t.mayWith(access.NoteClient, d); err != nil {
				return old, err
			}
			e, ok := d.present(t.day)
			if leave := d.Consents.EmployerAnswer(old.On); !ok || !leave.LetsName(old.EmployerID) {
				return old, &problem.Error{Kind: problem.Invalid, Key: "problem.invalid",
					Fields: []problem.Field{{Name: "client", Key: casework.NoLeaveKey(leave)}}}
			}
			changed.EpisodeID = e.ID
			clients = append(clients, d.ID)
		}
		if changed.EpisodeID == old.EpisodeID {
			t.shows(audit.Showed, "employer_contact", old.UID.String(), "unchanged", clients...)
			return old, nil
		}
		changed, err = t.reviseContact(which, old, changed)
		t.did(audit.Moved, "employer_contact", old.UID.String(), "episode", clients...)
		return changed, err
	})
}
