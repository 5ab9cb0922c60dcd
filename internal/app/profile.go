package app

import (
	"context"
	"errors"
	"reflect"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
)

// Profile is everything that is known of a client's vocational profile.
type Profile struct {
	Answers    casework.ProfileAnswers // earlier and withdrawn ones too
	Jobs       []casework.Job          // the latest first, withdrawn ones left out
	Wishes     []casework.Wish         // withdrawn ones left out
	Supporters []casework.Supporter    // withdrawn ones left out
	Summaries  []casework.ProfileSummary
}

// Summary is the newest summary for employers; nil: none was written.
func (p Profile) Summary() *casework.ProfileSummary {
	for _, s := range p.Summaries {
		if !s.Withdrawn {
			return &s
		}
	}
	return nil
}

// Rows tells how many rows stand in a section.
func (p Profile) Rows(section casework.ProfileSection) int {
	switch section {
	case casework.SectionHistory:
		return len(p.Jobs)
	case casework.SectionWishes:
		return len(p.Wishes)
	case casework.SectionNetwork:
		return len(p.Supporters)
	}
	return 0
}

// Begun lists the sections in which something stands.
func (p Profile) Begun() []casework.ProfileSection {
	return kept(casework.ProfileSections, func(s casework.ProfileSection) bool {
		for _, q := range casework.QuestionsOf(s) {
			if _, answered := p.Answers.Present(q.Key); answered {
				return true
			}
		}
		return p.Rows(s) > 0
	})
}

// Days are the first and the last day of which the profile tells; zero when it
// tells nothing.
func (p Profile) Days() (first, last casework.Day) {
	see := func(on casework.Day) {
		if first.IsZero() || on.Before(first) {
			first = on
		}
		if last.Before(on) {
			last = on
		}
	}
	for _, a := range p.Answers {
		if q, _ := casework.QuestionOf(a.Question); !a.Withdrawn && q.Section != casework.SectionLivelihood {
			see(a.On)
		}
	}
	for _, j := range p.Jobs {
		see(j.On)
	}
	for _, w := range p.Wishes {
		see(w.On)
	}
	for _, s := range p.Supporters {
		see(s.On)
	}
	return first, last
}

// profileOf loads the profile that has grown in all of a client's episodes: who
// comes back does not begin again.
func (t *turn) profileOf(episodes []int64) (p Profile, err error) {
	if p.Answers, err = t.tx.ProfileAnswersOfEpisodes(episodes); err != nil {
		return p, err
	}
	jobs, err := t.tx.JobsOfEpisodes(episodes)
	if err != nil {
		return p, err
	}
	p.Jobs = casework.Latest(kept(jobs, func(j casework.Job) bool { return !j.Withdrawn }))
	wishes, err := t.tx.WishesOfEpisodes(episodes)
	if err != nil {
		return p, err
	}
	p.Wishes = kept(wishes, func(w casework.Wish) bool { return !w.Withdrawn })
	supporters, err := t.tx.SupportersOfEpisodes(episodes)
	if err != nil {
		return p, err
	}
	p.Supporters = kept(supporters, func(s casework.Supporter) bool { return !s.Withdrawn })
	p.Summaries, err = t.tx.ProfileSummariesOfEpisodes(episodes)
	return p, err
}

// ProfilePage is a client's profile with what its pages tell beside it.
type ProfilePage struct {
	Profile
	Client   casework.Client
	Consents casework.Consents
	Meetings int // that were about the profile
	Names    Names
	Today    casework.Day
	Known    CodeLists // by which wishes are named
	Note     bool      // the actor may add to it
}

// Profile gives a client's vocational profile to whoever may read what is
// written of the client. Problems: NotFound.
func (a *App) Profile(ctx context.Context, actor access.Actor, client casework.UID) (ProfilePage, error) {
	return a.openProfile(ctx, actor, client, "whole", access.ReadNotes)
}

// ProfileCopy is Profile for the client's own copy; the log says so.
func (a *App) ProfileCopy(ctx context.Context, actor access.Actor, client casework.UID) (ProfilePage, error) {
	return a.openProfile(ctx, actor, client, "client's copy", access.ReadNotes)
}

// ProfileAnswers is Profile for the earlier answers to one question; the log
// names its section. Problems: NotFound, also for what is no question.
func (a *App) ProfileAnswers(ctx context.Context, actor access.Actor, client casework.UID, question string) (ProfilePage, error) {
	q, known := casework.QuestionOf(question)
	if !known {
		q.Section = "none"
	}
	p, err := a.openProfile(ctx, actor, client, "earlier answers: "+string(q.Section), access.ReadNotes)
	if err == nil && !known {
		return ProfilePage{}, a.explain(ctx, actor, a.Clock(), store.ErrNotFound)
	}
	return p, err
}

// ProfileForm is Profile for those who add to it.
func (a *App) ProfileForm(ctx context.Context, actor access.Actor, client casework.UID) (ProfilePage, error) {
	return a.openProfile(ctx, actor, client, "form", access.NoteClient)
}

func (a *App) openProfile(ctx context.Context, actor access.Actor, client casework.UID, part string, action access.Action) (ProfilePage, error) {
	return show(ctx, a, actor, func(t *turn) (ProfilePage, error) {
		d, err := t.dossier(client)
		if err != nil {
			return ProfilePage{}, err
		}
		if err := t.mayWith(action, d); err != nil {
			return ProfilePage{}, err
		}
		p := ProfilePage{Client: d.Client, Consents: d.Consents, Today: t.day}
		opened := t.decision
		p.Note = t.allowed(access.NoteClient, d.resource(t.tx.County, t.day))
		t.decision = opened
		if p.Profile, err = t.profileOf(d.episodeIDs()); err != nil {
			return p, err
		}
		meetings, err := t.tx.MeetingsOfEpisodes(d.episodeIDs())
		if err != nil {
			return p, err
		}
		p.Meetings = len(kept(meetings, func(m casework.Meeting) bool { return !m.Withdrawn && m.Kind == casework.MeetingProfile }))
		if p.Known, err = t.codeLists(); err != nil {
			return p, err
		}
		p.Names, err = t.names()
		if seen := d.seenOf(); seen != "" {
			part += ", " + seen
		}
		t.shows(audit.Showed, "profile", client.String(), part, d.ID)
		return p, err
	})
}

// AnswerProfile adds what the form of a section says: an answer for each
// question that is answered otherwise than the form showed. It gives how many
// that are. Problems: NotFound; Conflict with casework.ChangedSinceKey where
// somebody was first to answer; Invalid with the fields of
// casework.AnswerSection.
func (a *App) AnswerProfile(ctx context.Context, actor access.Actor, client casework.UID, note casework.SectionNote) (int, error) {
	return addOnce(ctx, a, actor, func(t *turn) (int, error) {
		d, e, err := t.clientToNote(client)
		if err != nil {
			return 0, err
		}
		there, err := t.tx.ProfileAnswersOfEpisodes(d.episodeIDs())
		if err != nil {
			return 0, err
		}
		added, err := casework.AnswerSection(there, note, t.day)
		if err != nil {
			return 0, err
		}
		kind := "profile"
		if note.Section == casework.SectionLivelihood {
			kind = "money"
		}
		if len(added) == 0 {
			t.shows(audit.Showed, kind, client.String(), "unchanged", d.ID)
			return 0, nil
		}
		for i := range added {
			if added[i].UID.IsZero() {
				return 0, errUnnamed
			}
			added[i].Noted, added[i].EpisodeID = t.noted(added[i].UID), e.ID
		}
		t.did(audit.Added, kind, client.String(), string(note.Section), d.ID)
		return len(added), t.tx.AddProfileAnswers(added)
	})
}

// WithdrawAnswer takes an answer back that was noted wrongly; it stays to be
// read, struck through, and the one before it holds again. Problems: NotFound,
// Invalid without a reason, Conflict.
func (a *App) WithdrawAnswer(ctx context.Context, actor access.Actor, which Correction) (casework.ProfileAnswer, error) {
	return change(ctx, a, actor, func(t *turn) (casework.ProfileAnswer, error) {
		old, err := t.tx.ProfileAnswerByUID(which.UID)
		if err != nil {
			return old, err
		}
		d, err := t.dossierOfEpisode(old.EpisodeID)
		if err != nil {
			return old, err
		}
		if err := t.mayWith(access.NoteClient, d); err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		if old.Withdrawn { // sent again
			t.shows(audit.Showed, "profile_answer", old.UID.String(), "unchanged", d.ID)
			return old, nil
		}
		if old.Revision != which.Revision {
			return old, store.ErrStale
		}
		changed := old
		changed.Withdrawn = true
		t.did(audit.Withdrew, "profile_answer", old.UID.String(), "", d.ID)
		return t.tx.ReviseProfileAnswer(old, changed, t.actor.ID, which.Reason)
	})
}

// WriteSummary keeps what an employer may be told; with agreed the client has
// said yes to this very text. An earlier text stays. Problems: NotFound;
// Conflict when another summary was written than the form showed; Invalid with
// the fields of casework.WriteSummary.
func (a *App) WriteSummary(ctx context.Context, actor access.Actor, in SummaryInput) (casework.ProfileSummary, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.ProfileSummary, error) {
		d, e, err := t.clientToNote(in.Client)
		if err != nil {
			return casework.ProfileSummary{}, err
		}
		if in.UID.IsZero() {
			return casework.ProfileSummary{}, errUnnamed
		}
		s := casework.ProfileSummary{EpisodeID: e.ID, On: t.day, Text: in.Text}
		if in.Agreed {
			s.AgreedOn = t.day
		}
		if s, err = casework.WriteSummary(s, t.day); err != nil {
			return s, err
		}
		there, err := t.tx.ProfileSummariesOfEpisodes(d.episodeIDs())
		if err != nil {
			return s, err
		}
		present := Profile{Summaries: there}.Summary()
		switch {
		case present != nil && present.Text == s.Text && (!in.Agreed || !present.AgreedOn.IsZero()): // sent again, or nothing changed
			t.shows(audit.Showed, "profile_summary", present.UID.String(), "unchanged", d.ID)
			return *present, nil
		case present != nil && present.UID != in.Showed, present == nil && !in.Showed.IsZero():
			return s, store.ErrStale
		}
		s.Noted = t.noted(in.UID)
		t.did(audit.Added, "profile_summary", in.UID.String(), "", d.ID)
		return s, t.tx.AddProfileSummaries([]casework.ProfileSummary{s})
	})
}

// SummaryInput is a summary for employers as a form sends it.
type SummaryInput struct {
	UID    casework.UID // of the summary to be
	Client casework.UID
	Showed casework.UID // the summary that the form showed; not set: none
	Text   string
	Agreed bool // the client has read it and said yes
}

// profileRow says of one kind of row of a profile how it is kept.
type profileRow[T any] struct {
	kind   string
	noted  func(*T) (*casework.Noted, *int64) // and its episode
	check  func(T, casework.Day) (T, error)
	byUID  func(*store.Tx, casework.UID) (T, error)
	add    func(*store.Tx, []T) error
	revise func(tx *store.Tx, old, changed T, actor, reason string) (T, error)
	coded  func(*T, CodeLists) // puts codes in the place of names that were typed; nil: it has none
}

var (
	jobRow = profileRow[casework.Job]{"job", func(j *casework.Job) (*casework.Noted, *int64) { return &j.Noted, &j.EpisodeID },
		casework.NoteJob, (*store.Tx).JobByUID, (*store.Tx).AddJobs, (*store.Tx).ReviseJob, nil}
	wishRow = profileRow[casework.Wish]{"wish", func(w *casework.Wish) (*casework.Noted, *int64) { return &w.Noted, &w.EpisodeID },
		casework.NoteWish, (*store.Tx).WishByUID, (*store.Tx).AddWishes, (*store.Tx).ReviseWish, func(w *casework.Wish, known CodeLists) {
			w.Industry, w.Occupation = known.Industries.CodeOf(w.Industry), known.Occupations.CodeOf(w.Occupation)
		}}
	supporterRow = profileRow[casework.Supporter]{"supporter", func(s *casework.Supporter) (*casework.Noted, *int64) { return &s.Noted, &s.EpisodeID },
		casework.NoteSupporter, (*store.Tx).SupporterByUID, (*store.Tx).AddSupporters, (*store.Tx).ReviseSupporter, nil}
)

// RowPage is one row of a profile as it stands, with its earlier texts.
type RowPage[T any] struct {
	Row       T
	Client    casework.Client
	Names     Names
	Known     CodeLists // by which a wish is named
	Revisions []Revision
}

// AddJob adds a job to a client's history; its uid was made with the form.
// Problems: NotFound; Conflict for a uid that is another's, and with NotedKey
// for one that is there with another text; Invalid with the fields of
// casework.NoteJob.
func (a *App) AddJob(ctx context.Context, actor access.Actor, client casework.UID, j casework.Job) (casework.Job, error) {
	return addRow(ctx, a, actor, jobRow, client, j)
}

// AddWish is AddJob for a wish.
func (a *App) AddWish(ctx context.Context, actor access.Actor, client casework.UID, w casework.Wish) (casework.Wish, error) {
	return addRow(ctx, a, actor, wishRow, client, w)
}

// AddSupporter is AddJob for a line of the network map.
func (a *App) AddSupporter(ctx context.Context, actor access.Actor, client casework.UID, s casework.Supporter) (casework.Supporter, error) {
	return addRow(ctx, a, actor, supporterRow, client, s)
}

// Job gives one job with its earlier texts. Problems: NotFound.
func (a *App) Job(ctx context.Context, actor access.Actor, uid casework.UID) (RowPage[casework.Job], error) {
	return openRow(ctx, a, actor, jobRow, uid)
}

// Wish gives one wish with its earlier texts. Problems: NotFound.
func (a *App) Wish(ctx context.Context, actor access.Actor, uid casework.UID) (RowPage[casework.Wish], error) {
	return openRow(ctx, a, actor, wishRow, uid)
}

// Supporter gives one line of a network map with its earlier texts. Problems: NotFound.
func (a *App) Supporter(ctx context.Context, actor access.Actor, uid casework.UID) (RowPage[casework.Supporter], error) {
	return openRow(ctx, a, actor, supporterRow, uid)
}

// ChangeJob puts another text in the place of a job's; the old one stays
// readable. Problems: as AddJob; Conflict when somebody has changed it since.
func (a *App) ChangeJob(ctx context.Context, actor access.Actor, which Correction, j casework.Job) (casework.Client, error) {
	return changeRow(ctx, a, actor, jobRow, which, j)
}

// ChangeWish is ChangeJob for a wish.
func (a *App) ChangeWish(ctx context.Context, actor access.Actor, which Correction, w casework.Wish) (casework.Client, error) {
	return changeRow(ctx, a, actor, wishRow, which, w)
}

// ChangeSupporter is ChangeJob for a line of the network map.
func (a *App) ChangeSupporter(ctx context.Context, actor access.Actor, which Correction, s casework.Supporter) (casework.Client, error) {
	return changeRow(ctx, a, actor, supporterRow, which, s)
}

// WithdrawJob takes a job back that was noted wrongly; it stays to be read.
// Problems: NotFound, Invalid without a reason, Conflict.
func (a *App) WithdrawJob(ctx context.Context, actor access.Actor, which Correction) (casework.Client, error) {
	return withdrawRow(ctx, a, actor, jobRow, which)
}

// WithdrawWish is WithdrawJob for a wish.
func (a *App) WithdrawWish(ctx context.Context, actor access.Actor, which Correction) (casework.Client, error) {
	return withdrawRow(ctx, a, actor, wishRow, which)
}

// WithdrawSupporter is WithdrawJob for a line of the network map.
func (a *App) WithdrawSupporter(ctx context.Context, actor access.Actor, which Correction) (casework.Client, error) {
	return withdrawRow(ctx, a, actor, supporterRow, which)
}

func addRow[T any](ctx context.Context, a *App, actor access.Actor, kind profileRow[T], client casework.UID, row T) (T, error) {
	return addOnce(ctx, a, actor, func(t *turn) (T, error) {
		d, e, err := t.clientToNote(client)
		if err != nil {
			return row, err
		}
		of, episode := kind.noted(&row)
		uid := of.UID
		if uid.IsZero() {
			return row, errUnnamed
		}
		if row, err = checkedRow(t, kind, row); err != nil {
			return row, err
		}
		if done, err := kind.byUID(t.tx, uid); err == nil {
			before, its := kind.noted(&done)
			if before.RecordedBy == t.actor.StaffID && d.has(*its) {
				*of, *episode = *before, *its
				if !reflect.DeepEqual(row, done) {
					return done, noted()
				}
				t.shows(audit.Showed, kind.kind, uid.String(), "sent again", d.ID)
				return done, nil
			}
		} else if !errors.Is(err, store.ErrNotFound) {
			return row, err
		}
		*of, *episode = t.noted(uid), e.ID
		t.did(audit.Added, kind.kind, uid.String(), "", d.ID)
		return row, kind.add(t.tx, []T{row})
	})
}

// checkedRow gives a row as it is kept, with codes for the names that were typed.
func checkedRow[T any](t *turn, kind profileRow[T], row T) (T, error) {
	if kind.coded != nil {
		known, err := t.codeLists()
		if err != nil {
			return row, err
		}
		kind.coded(&row, known)
	}
	return kind.check(row, t.day)
}

// rowToNote loads a row of a profile that the actor may read and change.
func rowToNote[T any](t *turn, kind profileRow[T], uid casework.UID) (T, dossier, error) {
	row, err := kind.byUID(t.tx, uid)
	if err != nil {
		return row, dossier{}, err
	}
	_, episode := kind.noted(&row)
	d, err := t.dossierOfEpisode(*episode)
	if err != nil {
		return row, d, err
	}
	return row, d, t.mayWith(access.NoteClient, d)
}

func openRow[T any](ctx context.Context, a *App, actor access.Actor, kind profileRow[T], uid casework.UID) (RowPage[T], error) {
	return show(ctx, a, actor, func(t *turn) (RowPage[T], error) {
		row, d, err := rowToNote(t, kind, uid)
		if err != nil {
			return RowPage[T]{}, err
		}
		p := RowPage[T]{Row: row, Client: d.Client}
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		if kind.coded != nil {
			if p.Known, err = t.codeLists(); err != nil {
				return p, err
			}
		}
		of, _ := kind.noted(&row)
		p.Revisions, err = t.tx.Revisions(kind.kind, of.ID)
		t.shows(audit.Showed, kind.kind, uid.String(), "", d.ID)
		return p, err
	})
}

func changeRow[T any](ctx context.Context, a *App, actor access.Actor, kind profileRow[T], which Correction, row T) (casework.Client, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Client, error) {
		old, d, err := rowToNote(t, kind, which.UID)
		if err != nil {
			return d.Client, err
		}
		changed, err := checkedRow(t, kind, row)
		if err != nil {
			return d.Client, err
		}
		before, of := kind.noted(&old)
		after, to := kind.noted(&changed)
		*after, *to = *before, *of
		return d.Client, putRow(t, kind, d, which, old, changed, audit.Corrected)
	})
}

func withdrawRow[T any](ctx context.Context, a *App, actor access.Actor, kind profileRow[T], which Correction) (casework.Client, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Client, error) {
		old, d, err := rowToNote(t, kind, which.UID)
		if err != nil {
			return d.Client, err
		}
		if err := which.check(); err != nil {
			return d.Client, err
		}
		changed := old
		of, _ := kind.noted(&changed)
		of.Withdrawn = true
		return d.Client, putRow(t, kind, d, which, old, changed, audit.Withdrew)
	})
}

// putRow puts a changed row in the place of the one that was on the screen.
func putRow[T any](t *turn, kind profileRow[T], d dossier, which Correction, old, changed T, deed audit.Action) error {
	if reflect.DeepEqual(old, changed) { // sent again, or nothing changed
		t.shows(audit.Showed, kind.kind, which.UID.String(), "unchanged", d.ID)
		return nil
	}
	if before, _ := kind.noted(&old); before.Revision != which.Revision {
		return store.ErrStale
	}
	detail, reason := "", which.Reason
	if deed == audit.Corrected {
		detail, reason = changedFields(old, changed), string(ChangeReworded)
	}
	t.did(deed, kind.kind, which.UID.String(), detail, d.ID)
	_, err := kind.revise(t.tx, old, changed, t.actor.ID, reason)
	return err
}
