package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/problem"
)

// ConsentsPage is what a client has answered, with what the form to note new
// answers offers.
type ConsentsPage struct {
	Client    casework.Client
	Terms     casework.Terms // of the present programme
	Today     casework.Day
	Consents  casework.Consents // every answer there has been, the oldest first
	Names     Names
	Employers []casework.Employer // whom leave may be limited to: those of the client, then the latest met
	Leads     []LeadLine          // open leads, with those that the present answer stops
}

// Consents gives a client's answers. Problems: NotFound for a client out of reach.
func (a *App) Consents(ctx context.Context, actor access.Actor, client casework.UID) (ConsentsPage, error) {
	return show(ctx, a, actor, func(t *turn) (ConsentsPage, error) {
		return t.consentsPage(client, "")
	})
}

// ConsentSheet gives the same to be printed for signing; the log says so.
func (a *App) ConsentSheet(ctx context.Context, actor access.Actor, client casework.UID) (ConsentsPage, error) {
	return show(ctx, a, actor, func(t *turn) (ConsentsPage, error) {
		return t.consentsPage(client, "sheet to sign")
	})
}

func (t *turn) consentsPage(client casework.UID, detail string) (ConsentsPage, error) {
	d, err := t.dossier(client)
	if err != nil {
		return ConsentsPage{}, err
	}
	if err := t.mayWith(access.NoteClient, d); err != nil {
		return ConsentsPage{}, err
	}
	p := ConsentsPage{Client: d.Client.Unguarded(), Today: t.day, Consents: d.Consents}
	if e, ok := d.present(t.day); ok {
		programme, err := t.tx.Programme(e.ProgrammeID)
		if err != nil {
			return p, err
		}
		p.Terms = programme.Terms
	}
	if p.Names, err = t.names(); err != nil {
		return p, err
	}
	if p.Leads, err = t.openLeads(d); err != nil {
		return p, err
	}
	if p.Employers, err = t.nearEmployers(d); err != nil {
		return p, err
	}
	p.Names.Employers = make(map[int64]string, len(p.Employers))
	for _, e := range p.Employers {
		p.Names.Employers[e.ID] = e.Name
	}
	t.shows(audit.Showed, "consent", d.UID.String(), detail, d.ID)
	return p, nil
}

// nearEmployers are those that the client's answers name, those met for the
// client (but where one under an order of non-disclosure may work), and the
// latest that the actor has met.
func (t *turn) nearEmployers(d dossier) ([]casework.Employer, error) {
	var ids []int64
	for _, c := range d.Consents {
		ids = append(ids, c.Employers...)
	}
	if !d.NonDisclosure {
		contacts, err := t.tx.ContactsOfEpisodes(episodeKeys(d.Episodes))
		if err != nil {
			return nil, err
		}
		for _, c := range contacts {
			ids = append(ids, c.EmployerID)
		}
	}
	slices.Sort(ids)
	near, err := t.tx.EmployersByID(slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	last, err := t.tx.LastEmployers(t.actor.StaffID, t.day.AddDays(-recentDays), offeredEmployers)
	for _, e := range last {
		if !slices.Contains(ids, e.ID) {
			near = append(near, e)
		}
	}
	return near, err
}

// ConsentInput is a client's answer to one kind as a form sends it.
type ConsentInput struct {
	UID         casework.UID // of the answer to be, made with the form: sending it twice adds one
	Seen        casework.UID // the answer that stood on the screen; zero: none
	Asked       bool         // false: the kind was not asked
	Answer      casework.ConsentAnswer
	Employers   []casework.UID
	NewEmployer casework.NewEmployer // one more, by name
}

// AnswerConsents notes what a client answered: of each kind that is answered
// otherwise than before a new version, which ends the one before it. An answer of
// today that is said not to have been asked is struck out as noted by mistake.
// Problems: NotFound for a client out of reach; Conflict when another has noted
// another answer since; Invalid with the fields of casework.AnswerConsent, each
// but from and method with its kind after a hyphen.
func (a *App) AnswerConsents(ctx context.Context, actor access.Actor, client casework.UID, all []ConsentInput) (casework.Consents, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Consents, error) {
		d, err := t.dossier(client)
		if err != nil {
			return nil, err
		}
		if err := t.mayWith(access.NoteClient, d); err != nil {
			return nil, err
		}
		var f problem.Fields
		var changed casework.Consents
		for _, in := range all {
			answer, err := t.answerConsent(d, in)
			if p := problem.As(err); p != nil && p.Kind == problem.Invalid && len(p.Fields) > 0 {
				addMistakes(&f, in.Answer.Kind, p.Fields)
				continue
			}
			if err != nil {
				return nil, err
			}
			changed = append(changed, answer...)
		}
		if err := f.Problem(); err != nil {
			return nil, err
		}
		if len(changed) == 0 {
			t.shows(audit.Showed, "consent", client.String(), "unchanged", d.ID)
		}
		return changed, nil
	})
}

// addMistakes names the fields of one kind after it. The day and the way are
// told once for all the kinds.
func addMistakes(f *problem.Fields, kind casework.ConsentKind, mistakes []problem.Field) {
	for _, m := range mistakes {
		if m.Name != "from" && m.Name != "method" {
			m.Name += "-" + string(kind)
		}
		f.AddOnce(m)
	}
}

// answerConsent notes one answer; it gives nothing when the answer stands already.
func (t *turn) answerConsent(d dossier, in ConsentInput) (casework.Consents, error) {
	present, stands := d.Consents.On(in.Answer.Kind, t.day)
	if !in.Asked {
		if !stands {
			return nil, nil
		}
		return t.unaskConsent(d, present, in)
	}
	keys, err := t.employersNamed(in)
	if err != nil {
		return nil, err
	}
	in.Answer.Employers = keys
	answer, ended, err := casework.AnswerConsent(d.Consents, in.Answer, t.day)
	if err != nil {
		return nil, err
	}
	if stands && saysTheSame(present, answer) {
		return nil, nil
	}
	if stands && present.UID != in.Seen || !stands && !in.Seen.IsZero() {
		return nil, problem.New(problem.Conflict, "consent.changed_since")
	}
	if in.UID.IsZero() {
		return nil, errUnnamed
	}
	for _, e := range ended {
		i := slices.IndexFunc(d.Consents, func(c casework.Consent) bool { return c.ID == e.ID })
		if _, err := t.tx.ReviseConsent(d.Consents[i], e, t.actor.ID, "answered anew"); err != nil {
			return nil, err
		}
	}
	answer.Noted, answer.ClientID = t.noted(in.UID), d.ID
	if answer, err = t.tx.AddConsent(answer); err != nil {
		return nil, err
	}
	t.did(audit.Added, "consent", answer.UID.String(), string(answer.Kind), d.ID)
	return casework.Consents{answer}, nil
}

// saysTheSame tells whether a new answer would say no more than the one that
// stands: the day and the way it was given make no new answer.
func saysTheSame(present, answer casework.Consent) bool {
	return present.Given == answer.Given && present.Leave == answer.Leave && slices.Equal(present.Employers, answer.Employers) &&
		present.Counterparty == answer.Counterparty && present.Scope == answer.Scope && present.To == answer.To
}

// employersNamed are the employers to whom leave is limited: those chosen, and
// one more by its name.
func (t *turn) employersNamed(in ConsentInput) ([]int64, error) {
	if in.Answer.Leave != casework.LeaveNamed {
		return nil, nil
	}
	var keys []int64
	for _, uid := range in.Employers {
		e, err := t.tx.EmployerByUID(uid)
		if err != nil {
			return nil, err
		}
		keys = append(keys, e.ID)
	}
	if strings.TrimSpace(in.NewEmployer.Name) != "" {
		e, err := t.employerOf(ContactInput{NewEmployer: in.NewEmployer})
		if err != nil {
			return nil, err
		}
		keys = append(keys, e.ID)
	}
	slices.Sort(keys)
	return slices.Compact(keys), nil
}

// unaskConsent strikes out an answer that was noted today by mistake. An older
// one the client has given: it is withdrawn, not struck out.
func (t *turn) unaskConsent(d dossier, present casework.Consent, in ConsentInput) (casework.Consents, error) {
	if !NotedOn(present, t.day) {
		return nil, &problem.Error{Kind: problem.Invalid, Key: "problem.invalid",
			Fields: []problem.Field{{Name: "answer", Key: "consent.withdraw_instead"}}}
	}
	if present.UID != in.Seen {
		return nil, problem.New(problem.Conflict, "consent.changed_since")
	}
	struck := present
	struck.Withdrawn = true
	struck, err := t.tx.ReviseConsent(present, struck, t.actor.ID, "noted by mistake")
	t.did(audit.Withdrew, "consent", present.UID.String(), string(present.Kind), d.ID)
	return casework.Consents{struck}, err
}

// NotedOn tells whether an answer was noted here on the day, so that a slip of
// the thumb can still be struck out.
func NotedOn(c casework.Consent, d casework.Day) bool {
	return c.RecordedBy != 0 && casework.DayAt(time.UnixMicro(c.RecordedAt)) == d
}

// WithdrawalInput is a consent taken back as a form sends it.
type WithdrawalInput struct {
	Consent casework.UID
	On      casework.Day // zero: today
	How     casework.ConsentMethod
}

// WithdrawConsent ends a consent that the client takes back: from the next
// request on it opens nothing. Sent again it changes nothing. Problems: NotFound
// for a consent out of reach; Conflict for one that does not hold; Invalid with
// fields on, how.
func (a *App) WithdrawConsent(ctx context.Context, actor access.Actor, in WithdrawalInput) (casework.Consent, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Consent, error) {
		old, err := t.tx.ConsentByUID(in.Consent)
		if err != nil {
			return old, err
		}
		client, err := t.tx.ClientByID(old.ClientID)
		if err != nil {
			return old, err
		}
		d, err := t.dossierOf(client)
		if err != nil {
			return old, err
		}
		if err := t.mayWith(access.NoteClient, d); err != nil {
			return old, err
		}
		if !old.WithdrawnOn.IsZero() { // sent again
			t.shows(audit.Showed, "consent", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		changed, err := casework.WithdrawConsent(old, in.On, in.How, t.day)
		if err != nil {
			return old, err
		}
		if changed, err = t.tx.ReviseConsent(old, changed, t.actor.ID, "withdrawn by the client"); err != nil {
			return old, err
		}
		t.did(audit.Withdrew, "consent", old.UID.String(), string(old.Kind), d.ID)
		return changed, t.tellOfWithdrawal(d, changed)
	})
}

// tellOfWithdrawal tells those who work with the client that leave was taken
// back.
func (t *turn) tellOfWithdrawal(d dossier, c casework.Consent) error {
	for _, e := range newest(d.Episodes, t.day) {
		h := t.happened(casework.NoticeConsentWithdrawn, e, c.UID)
		h.Detail = string(c.Kind)
		if err := t.tell(h); err != nil {
			return err
		}
	}
	return nil
}
