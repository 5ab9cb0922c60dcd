package store

import (
	"fmt"

	"sijoita/casework"
)

var leads = table[casework.Lead]{
	name: "lead",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, episode, on_day, employer, sought, source, title, occupation, tasks," +
		" hours, times, pay, contract, place, starts_on, apply_by, link, fit, mode, next_step, next_on, next_by, ended_on, ended_why",
	order:  "on_day DESC, id DESC",
	record: func(l *casework.Lead) *casework.Record { return &l.Record },
	values: func(tx *Tx, l casework.Lead) []any {
		return []any{l.UID, tx.County, orNull(l.SenderID), l.Revision, l.RecordedBy, l.RecordedAt, l.Withdrawn, ref(l.EpisodeID).value(), l.On,
			l.EmployerID, " " + casework.SortKey(l.Title), l.Source, l.Title, l.Occupation, l.Tasks, l.Hours, l.Times, l.Pay, l.Contract, l.Place,
			l.StartsOn, l.ApplyBy, l.Link, l.Fit, l.Mode, l.Next, l.NextOn, l.NextBy, l.EndedOn, l.EndedWhy}
	},
	scan: func(scan func(...any) error) (l casework.Lead, err error) {
		var county int64
		var sought string
		return l, scan(&l.ID, &l.UID, &county, optional(&l.SenderID), &l.Revision, &l.RecordedBy, &l.RecordedAt, &l.Withdrawn, key(&l.EpisodeID), &l.On,
			&l.EmployerID, &sought, &l.Source, &l.Title, &l.Occupation, &l.Tasks, &l.Hours, &l.Times, &l.Pay, &l.Contract, &l.Place,
			&l.StartsOn, &l.ApplyBy, &l.Link, &l.Fit, &l.Mode, &l.Next, &l.NextOn, &l.NextBy, &l.EndedOn, &l.EndedWhy)
	},
	addChildren: func(tx *Tx, all []casework.Lead) error {
		var rows [][]any
		for _, l := range all {
			for i, w := range l.Wins {
				rows = append(rows, []any{l.ID, i, w.Win, w.On})
			}
		}
		return addRows(tx, "lead_win", "lead, place, win, on_day", rows)
	},
	readChildren: func(tx *Tx, all []casework.Lead, of string, args []any) error {
		type win struct {
			of int64
			casework.SmallWin
		}
		rows, err := list(tx, func(scan func(...any) error) (w win, err error) { return w, scan(&w.of, &w.Win, &w.On) },
			"SELECT lead, win, on_day FROM lead_win WHERE lead IN ("+of+") ORDER BY lead, place", args...)
		if err != nil {
			return err
		}
		place := index(all, func(l *casework.Lead) int64 { return l.ID })
		for _, w := range rows {
			place[w.of].Wins = append(place[w.of].Wins, w.SmallWin)
		}
		return nil
	},
	dropChildren: func(tx *Tx, id int64) error {
		_, err := tx.exec("DELETE FROM lead_win WHERE lead = $1", id)
		return err
	},
}

// LeadByUID gives one lead, or ErrNotFound.
func (tx *Tx) LeadByUID(uid casework.UID) (casework.Lead, error) { return leads.byUID(tx, uid) }

// LeadByID gives one lead, or ErrNotFound.
func (tx *Tx) LeadByID(id int64) (casework.Lead, error) { return leads.byID(tx, id) }

// LeadsOfEpisodes lists the leads worked in the episodes, the newest first,
// withdrawn ones and those that are over too.
func (tx *Tx) LeadsOfEpisodes(ids []int64) ([]casework.Lead, error) {
	return leads.ofEpisodes(tx, ids, "")
}

// OpenLeadsOfEpisodes lists those of them that nobody has ended.
func (tx *Tx) OpenLeadsOfEpisodes(ids []int64) ([]casework.Lead, error) {
	return leads.ofEpisodes(tx, ids, " AND ended_on IS NULL AND NOT withdrawn")
}

// LeadsOfEmployer lists an employer's leads, the newest first, withdrawn ones
// too.
func (tx *Tx) LeadsOfEmployer(id int64) ([]casework.Lead, error) {
	return leads.where(tx, "employer = $2", id)
}

// LeadsForNobody lists the newest leads that nobody has ended and that are for
// no client yet, at most most of them.
func (tx *Tx) LeadsForNobody(most int) ([]casework.Lead, error) {
	return leads.where(tx, `id IN (SELECT id FROM lead WHERE county = $1 AND ended_on IS NULL AND NOT withdrawn AND episode IS NULL
		ORDER BY on_day DESC, id DESC LIMIT $2)`, most)
}

// LeadsForNobodyOf lists those of them that the person noted.
func (tx *Tx) LeadsForNobodyOf(staff int64) ([]casework.Lead, error) {
	return leads.where(tx, "recorded_by = $2 AND episode IS NULL AND ended_on IS NULL AND NOT withdrawn", staff)
}

// FindLeads lists the leads that nobody has ended in whose title every word that
// was typed begins a word: those for nobody yet, and those of the teams' clients,
// the newest first, at most most of them. What is longer than a name or no text
// finds none.
func (tx *Tx) FindLeads(typed string, teams []int64, most int) ([]casework.Lead, error) {
	words := searchWords(typed)
	if len(words) == 0 {
		return nil, nil
	}
	condition, args := soughtBy(words, []any{tx.County})
	ofTeams, args := in(args, teams)
	args = append(args, most)
	return leads.where(tx, `id IN (SELECT id FROM lead WHERE county = $1 AND ended_on IS NULL AND withdrawn = FALSE AND `+condition+
		` AND (episode IS NULL OR EXISTS (SELECT 1 FROM episode e WHERE e.id = lead.episode AND e.team IN (`+ofTeams+`)))`+
		fmt.Sprintf(` ORDER BY on_day DESC, id DESC LIMIT $%d)`, len(args)), args[1:]...)
}

// AddLead adds a lead. A uid that is there is ErrTaken.
func (tx *Tx) AddLead(l casework.Lead) (casework.Lead, error) {
	all := []casework.Lead{l}
	err := leads.add(tx, all)
	return all[0], err
}

// ReviseLead puts the changed lead in the place of the old one; see table.revise.
func (tx *Tx) ReviseLead(old, changed casework.Lead, actor, reason string) (casework.Lead, error) {
	err := leads.revise(tx, old, &changed, actor, reason)
	return changed, err
}

var applications = table[casework.Application]{
	name:    "application",
	columns: notedColumns + "lead, by_whom, prepared, interview_on, interview_at, with_coach, result, result_on, feedback, learned, feeling, told, sentence",
	order:   "on_day DESC, id DESC",
	record:  func(a *casework.Application) *casework.Record { return &a.Record },
	values: func(tx *Tx, a casework.Application) []any {
		return notedValues(tx, a.Noted, a.EpisodeID, a.On, a.LeadID, a.By, a.Prepared, a.InterviewOn, a.InterviewAt, a.WithCoach, a.Result, a.ResultOn,
			a.Feedback, a.Learned, a.Feeling, a.Told, a.Sentence)
	},
	scan: func(scan func(...any) error) (a casework.Application, err error) {
		return a, scanNoted(scan, &a.Noted, &a.EpisodeID, &a.On, &a.LeadID, &a.By, &a.Prepared, &a.InterviewOn, &a.InterviewAt, &a.WithCoach, &a.Result,
			&a.ResultOn, &a.Feedback, &a.Learned, &a.Feeling, &a.Told, &a.Sentence)
	},
}

// ApplicationByUID gives one application, or ErrNotFound.
func (tx *Tx) ApplicationByUID(uid casework.UID) (casework.Application, error) {
	return applications.byUID(tx, uid)
}

// ApplicationsOfEpisodes lists the episodes' applications, the newest first,
// withdrawn ones too.
func (tx *Tx) ApplicationsOfEpisodes(ids []int64) ([]casework.Application, error) {
	return applications.ofEpisodes(tx, ids, "")
}

// AddApplication adds an application. A uid that is there is ErrTaken.
func (tx *Tx) AddApplication(a casework.Application) (casework.Application, error) {
	all := []casework.Application{a}
	err := applications.add(tx, all)
	return all[0], err
}

// ReviseApplication puts the changed application in the place of the old one;
// see table.revise.
func (tx *Tx) ReviseApplication(old, changed casework.Application, actor, reason string) (casework.Application, error) {
	err := applications.revise(tx, old, &changed, actor, reason)
	return changed, err
}

var disclosureTalks = table[casework.DisclosureTalk]{
	name:    "disclosure_talk",
	columns: notedColumns + "occasion, weighed, thoughts, told, sentence, not_said, by_whom, whom, at_what, agreed",
	order:   "on_day DESC, id DESC",
	record:  func(k *casework.DisclosureTalk) *casework.Record { return &k.Record },
	values: func(tx *Tx, k casework.DisclosureTalk) []any {
		return notedValues(tx, k.Noted, k.EpisodeID, k.On, k.Occasion, spaced(k.Weighed), k.Thoughts, k.Told, k.Sentence, k.NotSaid, k.By, k.Whom, k.When, k.Agreed)
	},
	scan: func(scan func(...any) error) (k casework.DisclosureTalk, err error) {
		var weighed string
		err = scanNoted(scan, &k.Noted, &k.EpisodeID, &k.On, &k.Occasion, &weighed, &k.Thoughts, &k.Told, &k.Sentence, &k.NotSaid, &k.By, &k.Whom, &k.When, &k.Agreed)
		k.Weighed = unspaced[casework.Weighed](weighed)
		return k, err
	},
}

// DisclosureTalkByUID gives one talk, or ErrNotFound.
func (tx *Tx) DisclosureTalkByUID(uid casework.UID) (casework.DisclosureTalk, error) {
	return disclosureTalks.byUID(tx, uid)
}

// DisclosureTalksOfEpisodes lists the talks of the episodes on what employers
// are told, the newest first, withdrawn ones too.
func (tx *Tx) DisclosureTalksOfEpisodes(ids []int64) ([]casework.DisclosureTalk, error) {
	return disclosureTalks.ofEpisodes(tx, ids, "")
}

// AddDisclosureTalk adds a talk. A uid that is there is ErrTaken.
func (tx *Tx) AddDisclosureTalk(k casework.DisclosureTalk) (casework.DisclosureTalk, error) {
	all := []casework.DisclosureTalk{k}
	err := disclosureTalks.add(tx, all)
	return all[0], err
}

// ReviseDisclosureTalk puts the changed talk in the place of the old one; see
// table.revise.
func (tx *Tx) ReviseDisclosureTalk(old, changed casework.DisclosureTalk, actor, reason string) (casework.DisclosureTalk, error) {
	err := disclosureTalks.revise(tx, old, &changed, actor, reason)
	return changed, err
}
