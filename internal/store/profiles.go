package store

import "sijoita/casework"

// notedColumns are what every noted record of an episode with a day begins
// with; notedValues and scanNoted write and read them.
const notedColumns = "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, episode, on_day, "

func notedValues(tx *Tx, n casework.Noted, episode int64, on casework.Day, more ...any) []any {
	return append([]any{n.UID, tx.County, orNull(n.SenderID), n.Revision, n.RecordedBy, n.RecordedAt, n.Withdrawn, episode, on}, more...)
}

func scanNoted(scan func(...any) error, n *casework.Noted, episode *int64, on *casework.Day, more ...any) error {
	var county int64
	return scan(append([]any{&n.ID, &n.UID, &county, optional(&n.SenderID), &n.Revision, &n.RecordedBy, &n.RecordedAt, &n.Withdrawn, episode, on}, more...)...)
}

var profileAnswers = table[casework.ProfileAnswer]{
	name:    "profile_answer",
	columns: notedColumns + "question, source, state, answer",
	order:   "on_day DESC, id DESC",
	record:  func(a *casework.ProfileAnswer) *casework.Record { return &a.Record },
	values: func(tx *Tx, a casework.ProfileAnswer) []any {
		return notedValues(tx, a.Noted, a.EpisodeID, a.On, a.Question, a.Source, a.State, a.Answer)
	},
	scan: func(scan func(...any) error) (a casework.ProfileAnswer, err error) {
		return a, scanNoted(scan, &a.Noted, &a.EpisodeID, &a.On, &a.Question, &a.Source, &a.State, &a.Answer)
	},
}

// ProfileAnswerByUID gives one answer, or ErrNotFound.
func (tx *Tx) ProfileAnswerByUID(uid casework.UID) (casework.ProfileAnswer, error) {
	return profileAnswers.byUID(tx, uid)
}

// ProfileAnswersOfEpisodes lists the episodes' answers, the newest first, earlier
// and withdrawn ones too.
func (tx *Tx) ProfileAnswersOfEpisodes(ids []int64) (casework.ProfileAnswers, error) {
	return profileAnswers.ofEpisodes(tx, ids, "")
}

// ReviseProfileAnswer puts the changed answer in the place of the old one; see table.revise.
func (tx *Tx) ReviseProfileAnswer(old, changed casework.ProfileAnswer, actor, reason string) (casework.ProfileAnswer, error) {
	err := profileAnswers.revise(tx, old, &changed, actor, reason)
	return changed, err
}

var jobs = table[casework.Job]{
	name:    "job",
	columns: notedColumns + "source, title, employer, from_year, to_year, hours_per_week, liked, disliked, why_ended, helped, duties, pay, found",
	order:   "id",
	record:  func(j *casework.Job) *casework.Record { return &j.Record },
	values: func(tx *Tx, j casework.Job) []any {
		return notedValues(tx, j.Noted, j.EpisodeID, j.On, j.Source, j.Title, j.Employer, j.FromYear, j.ToYear, j.HoursPerWeek, j.Liked, j.Disliked, j.WhyEnded, j.Helped, j.Duties, j.Pay, j.Found)
	},
	scan: func(scan func(...any) error) (j casework.Job, err error) {
		return j, scanNoted(scan, &j.Noted, &j.EpisodeID, &j.On, &j.Source, &j.Title, &j.Employer, &j.FromYear, &j.ToYear, &j.HoursPerWeek, &j.Liked, &j.Disliked, &j.WhyEnded, &j.Helped, &j.Duties, &j.Pay, &j.Found)
	},
}

// JobByUID gives one job of a job history, or ErrNotFound.
func (tx *Tx) JobByUID(uid casework.UID) (casework.Job, error) { return jobs.byUID(tx, uid) }

// JobsOfEpisodes lists the episodes' jobs as they were noted, withdrawn ones too.
func (tx *Tx) JobsOfEpisodes(ids []int64) ([]casework.Job, error) {
	return jobs.ofEpisodes(tx, ids, "")
}

// ReviseJob puts the changed job in the place of the old one; see table.revise.
func (tx *Tx) ReviseJob(old, changed casework.Job, actor, reason string) (casework.Job, error) {
	err := jobs.revise(tx, old, &changed, actor, reason)
	return changed, err
}

var wishes = table[casework.Wish]{
	name:    "wish",
	columns: notedColumns + "source, wanted, words, industry, dropped_on, occupation",
	order:   "id",
	record:  func(w *casework.Wish) *casework.Record { return &w.Record },
	values: func(tx *Tx, w casework.Wish) []any {
		return notedValues(tx, w.Noted, w.EpisodeID, w.On, w.Source, w.Wanted, w.Words, w.Industry, w.DroppedOn, w.Occupation)
	},
	scan: func(scan func(...any) error) (w casework.Wish, err error) {
		return w, scanNoted(scan, &w.Noted, &w.EpisodeID, &w.On, &w.Source, &w.Wanted, &w.Words, &w.Industry, &w.DroppedOn, &w.Occupation)
	},
}

// WishByUID gives one wish, or ErrNotFound.
func (tx *Tx) WishByUID(uid casework.UID) (casework.Wish, error) { return wishes.byUID(tx, uid) }

// WishesOfEpisodes lists the episodes' wishes as they were noted, dropped and
// withdrawn ones too.
func (tx *Tx) WishesOfEpisodes(ids []int64) ([]casework.Wish, error) {
	return wishes.ofEpisodes(tx, ids, "")
}

// ReviseWish puts the changed wish in the place of the old one; see table.revise.
func (tx *Tx) ReviseWish(old, changed casework.Wish, actor, reason string) (casework.Wish, error) {
	err := wishes.revise(tx, old, &changed, actor, reason)
	return changed, err
}

var supporters = table[casework.Supporter]{
	name:    "supporter",
	columns: notedColumns + "source, party, name, helps, may_contact, matters",
	order:   "id",
	record:  func(s *casework.Supporter) *casework.Record { return &s.Record },
	values: func(tx *Tx, s casework.Supporter) []any {
		return notedValues(tx, s.Noted, s.EpisodeID, s.On, s.Source, s.Party, s.Name, s.Helps, s.MayContact, s.Matters)
	},
	scan: func(scan func(...any) error) (s casework.Supporter, err error) {
		return s, scanNoted(scan, &s.Noted, &s.EpisodeID, &s.On, &s.Source, &s.Party, &s.Name, &s.Helps, &s.MayContact, &s.Matters)
	},
}

// SupporterByUID gives one line of a network map, or ErrNotFound.
func (tx *Tx) SupporterByUID(uid casework.UID) (casework.Supporter, error) {
	return supporters.byUID(tx, uid)
}

// SupportersOfEpisodes lists the lines of the episodes' network maps as they
// were noted, withdrawn ones too.
func (tx *Tx) SupportersOfEpisodes(ids []int64) ([]casework.Supporter, error) {
	return supporters.ofEpisodes(tx, ids, "")
}

// ReviseSupporter puts the changed line in the place of the old one; see table.revise.
func (tx *Tx) ReviseSupporter(old, changed casework.Supporter, actor, reason string) (casework.Supporter, error) {
	err := supporters.revise(tx, old, &changed, actor, reason)
	return changed, err
}

var profileSummaries = table[casework.ProfileSummary]{
	name:    "profile_summary",
	columns: notedColumns + "text, agreed_on",
	order:   "on_day DESC, id DESC",
	record:  func(s *casework.ProfileSummary) *casework.Record { return &s.Record },
	values: func(tx *Tx, s casework.ProfileSummary) []any {
		return notedValues(tx, s.Noted, s.EpisodeID, s.On, s.Text, s.AgreedOn)
	},
	scan: func(scan func(...any) error) (s casework.ProfileSummary, err error) {
		return s, scanNoted(scan, &s.Noted, &s.EpisodeID, &s.On, &s.Text, &s.AgreedOn)
	},
}

// ProfileSummariesOfEpisodes lists what was written of the episodes' clients for
// employers, the newest first.
func (tx *Tx) ProfileSummariesOfEpisodes(ids []int64) ([]casework.ProfileSummary, error) {
	return profileSummaries.ofEpisodes(tx, ids, "")
}

// AddProfileAnswers adds them. A uid that is there is ErrTaken.
func (tx *Tx) AddProfileAnswers(all []casework.ProfileAnswer) error {
	return profileAnswers.add(tx, all)
}

// AddJobs adds them. A uid that is there is ErrTaken.
func (tx *Tx) AddJobs(all []casework.Job) error { return jobs.add(tx, all) }

// AddWishes adds them. A uid that is there is ErrTaken.
func (tx *Tx) AddWishes(all []casework.Wish) error { return wishes.add(tx, all) }

// AddSupporters adds them. A uid that is there is ErrTaken.
func (tx *Tx) AddSupporters(all []casework.Supporter) error { return supporters.add(tx, all) }

// AddProfileSummaries adds them. A uid that is there is ErrTaken.
func (tx *Tx) AddProfileSummaries(all []casework.ProfileSummary) error {
	return profileSummaries.add(tx, all)
}
