package app

import (
	"context"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// RecordTextsPage is a client's texts for the patient or social record.
type RecordTextsPage struct {
	Client   casework.Client
	Episode  casework.Episode
	Terms    casework.Terms
	Consents casework.Consents
	Texts    []casework.RecordText // the newest first, withdrawn ones too
	Names    Names
	Today    casework.Day
	Note     bool // the actor may write them
}

// RecordTexts gives a client's texts for other registers in the present episode.
// Problems: NotFound.
func (a *App) RecordTexts(ctx context.Context, actor access.Actor, client casework.UID) (RecordTextsPage, error) {
	return show(ctx, a, actor, func(t *turn) (RecordTextsPage, error) {
		d, e, err := t.episodeToChange(client, access.ReadNotes)
		if err != nil {
			return RecordTextsPage{}, err
		}
		p := RecordTextsPage{Client: d.Client, Episode: e, Consents: d.Consents, Today: t.day}
		opened := t.decision
		p.Note = t.allowed(access.NoteClient, d.resource(t.tx.County, t.day))
		t.decision = opened
		if p.Terms, err = t.termsOf(e); err != nil {
			return p, err
		}
		if p.Texts, err = t.tx.RecordTextsOfEpisodes([]int64{e.ID}); err != nil {
			return p, err
		}
		p.Names, err = t.names()
		t.shows(audit.Showed, "record_text", "", "", d.ID)
		return p, err
	})
}

// RecordMatter is what the records of a period hold that a text for another
// register is made of. Names of employers and of partners are not among it: the
// register need not know them.
type RecordMatter struct {
	Client     casework.Client
	Episode    casework.Episode
	Terms      casework.Terms
	Consents   casework.Consents
	From, To   casework.Day
	Register   casework.Register
	Meetings   []casework.Meeting // of the period, the oldest first, without what was written
	Contacts   int                // employers contacted for the client
	Plan       *casework.Plan     // that held on the last day
	Placements []casework.Placement
	Counselled []casework.Counselling
	Setbacks   []casework.Setback
	Partners   []casework.Party        // met, each once, as far as the client's leave goes
	Ahead      casework.PlannedMeeting // the next one; zero: none is agreed
	Coach      string
	Today      casework.Day
}

// RecordPeriod asks for the records of a period. Without days it is from the day
// after the last text for the register, at most thirty days back, until today.
type RecordPeriod struct {
	Client   casework.UID
	From, To casework.Day
	Register casework.Register // empty: the patient record
}

const recordDays = 30 // that a text tells of unless told otherwise

// RecordMatter gives what a text for another register is made of. Problems:
// NotFound; Invalid with fields from, to, register.
func (a *App) RecordMatter(ctx context.Context, actor access.Actor, in RecordPeriod) (RecordMatter, error) {
	return show(ctx, a, actor, func(t *turn) (RecordMatter, error) {
		d, e, err := t.episodeToChange(in.Client, access.NoteClient)
		if err != nil {
			return RecordMatter{}, err
		}
		m := RecordMatter{Client: d.Client, Episode: e, Consents: d.Consents, From: in.From, To: in.To, Register: in.Register, Today: t.day}
		if m.Register == "" {
			m.Register = casework.RegisterPatient
		}
		if m.Terms, err = t.termsOf(e); err != nil {
			return m, err
		}
		if err := t.periodOf(&m); err != nil {
			return m, err
		}
		if err := casework.CheckRecordPeriod(m.From, m.To, e, t.day); err != nil {
			return m, err
		}
		if err := t.matterOf(&m, d); err != nil {
			return m, err
		}
		t.shows(audit.Showed, "record_text", "", "matter", d.ID)
		return m, nil
	})
}

// periodOf fills in the days that were not told.
func (t *turn) periodOf(m *RecordMatter) error {
	if m.To.IsZero() {
		m.To = t.day
	}
	if !m.From.IsZero() {
		return nil
	}
	m.From = m.To.AddDays(-recordDays)
	texts, err := t.tx.RecordTextsOfEpisodes([]int64{m.Episode.ID})
	for _, r := range texts {
		if next := r.To.AddDays(1); !r.Withdrawn && r.Register == m.Register && next.After(m.From) {
			m.From = next
		}
	}
	if m.From.Before(m.Episode.ReferredOn) {
		m.From = m.Episode.ReferredOn
	}
	if m.From.After(m.To) {
		m.From = m.To
	}
	return err
}

// matterOf loads what the records of the period hold.
func (t *turn) matterOf(m *RecordMatter, d dossier) error {
	episode, in := []int64{m.Episode.ID}, func(on casework.Day) bool { return !on.Before(m.From) && !on.After(m.To) }
	meetings, err := t.tx.MeetingsOfEpisodes(episode)
	if err != nil {
		return err
	}
	for _, met := range meetings {
		if !met.Withdrawn && in(met.On) {
			met.Text = ""
			m.Meetings = append(m.Meetings, met)
		}
	}
	slices.SortStableFunc(m.Meetings, func(a, b casework.Meeting) int { return a.On.Compare(b.On) })
	contacts, err := t.tx.ContactsOfEpisodes(episode)
	if err != nil {
		return err
	}
	m.Contacts = len(kept(contacts, func(c casework.EmployerContact) bool { return !c.Withdrawn && in(c.On) }))
	placements, err := t.tx.PlacementsOfEpisodes(episode)
	if err != nil {
		return err
	}
	for _, p := range placements {
		if !p.Withdrawn && !p.StartsOn.After(m.To) && (p.EndsOn.IsZero() || !p.EndsOn.Before(m.From)) {
			m.Placements = append(m.Placements, p.Unplaced())
		}
	}
	counselled, err := t.tx.CounsellingOfEpisodes(episode)
	if err != nil {
		return err
	}
	m.Counselled = kept(counselled, func(c casework.Counselling) bool { return !c.Withdrawn && in(c.On) })
	setbacks, err := t.tx.SetbacksOfEpisodes(episode)
	if err != nil {
		return err
	}
	m.Setbacks = kept(setbacks, func(c casework.Setback) bool { return !c.Withdrawn && in(c.On) })
	slices.Reverse(m.Setbacks)
	return t.planAndPeople(m, d, in)
}

// planAndPeople adds the plan, the partners, the next meeting and the coach.
func (t *turn) planAndPeople(m *RecordMatter, d dossier, in func(casework.Day) bool) error {
	plans, err := t.tx.PlansOfEpisodes([]int64{m.Episode.ID})
	if err != nil {
		return err
	}
	if plan, ok := casework.PlanOn(plans, m.To); ok {
		m.Plan = &plan
	}
	partners, err := t.partnersOf(d)
	if err != nil {
		return err
	}
	for _, party := range casework.Parties {
		for _, p := range partners {
			if p.Party == party && len(kept(p.Talks, func(x casework.PartnerTalk) bool { return !x.Withdrawn && in(x.On) })) > 0 {
				m.Partners = append(m.Partners, party)
				break
			}
		}
	}
	planned, err := t.tx.PlannedOfEpisodes([]int64{m.Episode.ID})
	if err != nil {
		return err
	}
	for _, p := range planned {
		if p.Waits() && !p.On.Before(t.day) && (m.Ahead.ID == 0 || p.Compare(m.Ahead) < 0) {
			m.Ahead = p
		}
	}
	coach := m.Episode.CoachOn(t.day)
	names, err := t.namesOf([]int64{coach}, nil)
	m.Coach = names.Staff[coach]
	return err
}

// RecordTextInput is a text for another register as a form sends it.
type RecordTextInput struct {
	UID    casework.UID // of the text to be, made with the form: sending it twice adds one
	Client casework.UID
	Note   casework.RecordNote
}

// WriteRecordText keeps a text that is to be carried into another register by
// hand. Nothing is sent anywhere. Problems: NotFound; Conflict without the
// client's leave, for a uid that is another's, and with NotedKey for one that is
// there with another text; Invalid with the fields of casework.WriteRecordText.
func (a *App) WriteRecordText(ctx context.Context, actor access.Actor, in RecordTextInput) (casework.RecordText, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.RecordText, error) {
		var none casework.RecordText
		d, e, err := t.episodeToChange(in.Client, access.NoteClient)
		if err != nil {
			return none, err
		}
		if in.UID.IsZero() {
			return none, errUnnamed
		}
		r, err := casework.WriteRecordText(e, d.Consents, in.Note, t.day)
		if err != nil {
			return none, err
		}
		if done, err := t.tx.RecordTextByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID && d.has(done.EpisodeID) {
			if r.Noted = done.Noted; r != done {
				return none, noted()
			}
			t.shows(audit.Showed, "record_text", in.UID.String(), "sent again", d.ID)
			return done, nil
		}
		r.Noted = t.noted(in.UID)
		all := []casework.RecordText{r}
		err = t.tx.AddRecordTexts(all)
		t.did(audit.Added, "record_text", in.UID.String(), string(r.Register), d.ID)
		return all[0], err
	})
}

// RecordTextPage is one text with its earlier wordings and its receipt.
type RecordTextPage struct {
	Text      casework.RecordText
	Client    casework.Client
	Terms     casework.Terms
	Leave     bool // the client lets it be carried there today
	Names     Names
	Revisions []Revision
	Today     casework.Day
}

// RecordText gives one text to be copied; the log says that it was shown.
// Problems: NotFound.
func (a *App) RecordText(ctx context.Context, actor access.Actor, uid casework.UID) (RecordTextPage, error) {
	return show(ctx, a, actor, func(t *turn) (RecordTextPage, error) {
		r, e, d, err := t.recordText(uid)
		if err != nil {
			return RecordTextPage{}, err
		}
		p := RecordTextPage{Text: r, Client: d.Client, Leave: d.Consents.Allows(r.Register.Consent(), t.day), Today: t.day}
		if p.Terms, err = t.termsOf(e); err != nil {
			return p, err
		}
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		p.Revisions, err = t.tx.Revisions("record_text", r.ID)
		t.shows(audit.Showed, "record_text", uid.String(), string(r.Register), d.ID)
		return p, err
	})
}

// recordText loads a text that the actor may read, change and carry.
func (t *turn) recordText(uid casework.UID) (casework.RecordText, casework.Episode, dossier, error) {
	r, err := t.tx.RecordTextByUID(uid)
	if err != nil {
		return r, casework.Episode{}, dossier{}, err
	}
	e, d, err := t.episodeFor(r.EpisodeID, access.NoteClient)
	return r, e, d, err
}

// EditRecordText puts another wording in the place of a text's that waits to be
// carried. Problems: as WriteRecordText; Conflict for one that was carried, and
// when somebody has changed it since.
func (a *App) EditRecordText(ctx context.Context, actor access.Actor, which Revised, note casework.RecordNote) (casework.RecordText, error) {
	return a.stepRecordText(ctx, actor, which, "edited", audit.Corrected, func(t *turn, r casework.RecordText, e casework.Episode, d dossier) (casework.RecordText, error) {
		return casework.EditRecordText(r, e, d.Consents, note, t.day)
	})
}

// CarryRecordText notes that the actor has carried the text into its register
// just now: this is its receipt, and it stays as it is. Carried again it changes
// nothing. Problems: NotFound; Conflict without the client's leave, for one taken
// back, and when somebody has changed it since.
func (a *App) CarryRecordText(ctx context.Context, actor access.Actor, which Revised) (casework.RecordText, error) {
	return a.stepRecordText(ctx, actor, which, "carried", audit.Exported, func(t *turn, r casework.RecordText, _ casework.Episode, d dossier) (casework.RecordText, error) {
		if !r.CarriedOn.IsZero() && r.CarriedBy == t.actor.StaffID { // sent again
			return r, nil
		}
		at := casework.TimeOfDay(t.tx.Now.In(casework.Helsinki).Format("15:04"))
		return casework.CarryRecordText(r, d.Consents, t.actor.StaffID, t.day, at)
	})
}

// stepRecordText takes a text one step further.
func (a *App) stepRecordText(ctx context.Context, actor access.Actor, which Revised, step string, deed audit.Action,
	take func(*turn, casework.RecordText, casework.Episode, dossier) (casework.RecordText, error)) (casework.RecordText, error) {
	return change(ctx, a, actor, func(t *turn) (casework.RecordText, error) {
		old, e, d, err := t.recordText(which.UID)
		if err != nil {
			return old, err
		}
		changed, err := take(t, old, e, d)
		if err != nil {
			return old, err
		}
		if changed == old { // sent again, or nothing changed
			t.shows(audit.Showed, "record_text", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		if old.Revision != which.Revision {
			return old, store.ErrStale
		}
		changed, err = t.tx.ReviseRecordText(old, changed, actor.ID, stepMark+step)
		t.did(deed, "record_text", old.UID.String(), string(changed.Register), d.ID)
		return changed, err
	})
}

// WithdrawRecordText strikes a text through; it stays to be read, and what was
// carried is to be corrected in the register by hand. Problems: NotFound, Invalid
// without a reason, Conflict.
func (a *App) WithdrawRecordText(ctx context.Context, actor access.Actor, which Correction) (casework.RecordText, error) {
	return change(ctx, a, actor, func(t *turn) (casework.RecordText, error) {
		old, _, d, err := t.recordText(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		if old.Withdrawn { // sent again
			t.shows(audit.Showed, "record_text", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		if old.Revision != which.Revision {
			return old, store.ErrStale
		}
		changed := old
		changed.Withdrawn = true
		t.did(audit.Withdrew, "record_text", old.UID.String(), "", d.ID)
		return t.tx.ReviseRecordText(old, changed, actor.ID, which.Reason)
	})
}
