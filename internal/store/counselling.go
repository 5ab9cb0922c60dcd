package store

import "sijoita/casework"

var counsellings = table[casework.Counselling]{
	name:    "counselling",
	columns: notedColumns + "by_staff, adviser, given_by, placement, topics, asked, decision, text, written, earnings_limit, limit_source, estimate",
	order:   "on_day, id",
	record:  func(c *casework.Counselling) *casework.Record { return &c.Record },
	values: func(tx *Tx, c casework.Counselling) []any {
		return notedValues(tx, c.Noted, c.EpisodeID, c.On, ref(c.ByID).value(), c.Adviser, c.GivenBy, ref(c.PlacementID).value(),
			spaced(c.Topics), spaced(c.Asked), c.Decision, c.Text, c.Written, c.Limit, c.LimitSource, ref(c.EstimateID).value())
	},
	scan: func(scan func(...any) error) (c casework.Counselling, err error) {
		var topics, asked string
		err = scanNoted(scan, &c.Noted, &c.EpisodeID, &c.On, key(&c.ByID), &c.Adviser, &c.GivenBy, key(&c.PlacementID),
			&topics, &asked, &c.Decision, &c.Text, &c.Written, &c.Limit, &c.LimitSource, key(&c.EstimateID))
		c.Topics, c.Asked = unspaced[casework.Topic](topics), unspaced[casework.Office](asked)
		return c, err
	},
}

// CounsellingByUID gives one record of benefits counselling, or ErrNotFound.
func (tx *Tx) CounsellingByUID(uid casework.UID) (casework.Counselling, error) {
	return counsellings.byUID(tx, uid)
}

// CounsellingOfEpisodes lists the benefits counselling given in the episodes,
// the oldest first, withdrawn records too.
func (tx *Tx) CounsellingOfEpisodes(ids []int64) ([]casework.Counselling, error) {
	return counsellings.ofEpisodes(tx, ids, "")
}

// ReviseCounselling puts the changed record in the place of the old one; see table.revise.
func (tx *Tx) ReviseCounselling(old, changed casework.Counselling, actor, reason string) (casework.Counselling, error) {
	err := counsellings.revise(tx, old, &changed, actor, reason)
	return changed, err
}

var startAnswers = table[casework.StartAnswer]{
	name:    "start_answer",
	columns: notedColumns + "placement, question, reply, text",
	order:   "id",
	record:  func(a *casework.StartAnswer) *casework.Record { return &a.Record },
	values: func(tx *Tx, a casework.StartAnswer) []any {
		return notedValues(tx, a.Noted, a.EpisodeID, a.On, a.PlacementID, a.Question, a.Reply, a.Text)
	},
	scan: func(scan func(...any) error) (a casework.StartAnswer, err error) {
		return a, scanNoted(scan, &a.Noted, &a.EpisodeID, &a.On, &a.PlacementID, &a.Question, &a.Reply, &a.Text)
	},
}

// StartAnswerByUID gives one answer of a job's start, or ErrNotFound.
func (tx *Tx) StartAnswerByUID(uid casework.UID) (casework.StartAnswer, error) {
	return startAnswers.byUID(tx, uid)
}

// StartAnswersOfEpisodes lists what was answered of the starts of jobs, in the
// order it was noted.
func (tx *Tx) StartAnswersOfEpisodes(ids []int64) ([]casework.StartAnswer, error) {
	return startAnswers.ofEpisodes(tx, ids, "")
}

var earnings = table[casework.Earnings]{
	name:    "earnings",
	columns: notedColumns + "pay, one_off, what, source",
	order:   "id",
	record:  func(e *casework.Earnings) *casework.Record { return &e.Record },
	values: func(tx *Tx, e casework.Earnings) []any {
		return notedValues(tx, e.Noted, e.EpisodeID, e.Month.First(), e.Pay, e.OneOff, e.What, e.Source)
	},
	scan: func(scan func(...any) error) (e casework.Earnings, err error) {
		var first casework.Day
		err = scanNoted(scan, &e.Noted, &e.EpisodeID, &first, &e.Pay, &e.OneOff, &e.What, &e.Source)
		e.Month = first.Month()
		return e, err
	},
}

// EarningsByUID gives what was noted of one month, or ErrNotFound.
func (tx *Tx) EarningsByUID(uid casework.UID) (casework.Earnings, error) {
	return earnings.byUID(tx, uid)
}

// EarningsOfEpisodes lists what was noted of the months in the episodes, in the
// order it was noted, withdrawn records too.
func (tx *Tx) EarningsOfEpisodes(ids []int64) ([]casework.Earnings, error) {
	return earnings.ofEpisodes(tx, ids, "")
}

// ReviseEarnings puts the changed record in the place of the old one; see table.revise.
func (tx *Tx) ReviseEarnings(old, changed casework.Earnings, actor, reason string) (casework.Earnings, error) {
	err := earnings.revise(tx, old, &changed, actor, reason)
	return changed, err
}

var dormancies = table[casework.Dormancy]{
	name:    "dormancy",
	columns: notedColumns + "to_on, payer, text",
	order:   "on_day, id",
	record:  func(d *casework.Dormancy) *casework.Record { return &d.Record },
	values: func(tx *Tx, d casework.Dormancy) []any {
		return notedValues(tx, d.Noted, d.EpisodeID, d.From, d.To, d.Payer, d.Text)
	},
	scan: func(scan func(...any) error) (d casework.Dormancy, err error) {
		return d, scanNoted(scan, &d.Noted, &d.EpisodeID, &d.From, &d.To, &d.Payer, &d.Text)
	},
}

// DormancyByUID gives one time of dormancy, or ErrNotFound.
func (tx *Tx) DormancyByUID(uid casework.UID) (casework.Dormancy, error) {
	return dormancies.byUID(tx, uid)
}

// DormanciesOfEpisodes lists the times for which pensions were left dormant in
// the episodes, the oldest first, withdrawn records too.
func (tx *Tx) DormanciesOfEpisodes(ids []int64) ([]casework.Dormancy, error) {
	return dormancies.ofEpisodes(tx, ids, "")
}

// ReviseDormancy puts the changed record in the place of the old one; see table.revise.
func (tx *Tx) ReviseDormancy(old, changed casework.Dormancy, actor, reason string) (casework.Dormancy, error) {
	err := dormancies.revise(tx, old, &changed, actor, reason)
	return changed, err
}

// AddCounselling adds it. A uid that is there is ErrTaken.
func (tx *Tx) AddCounselling(all []casework.Counselling) error { return counsellings.add(tx, all) }

// AddStartAnswers adds them. A uid that is there is ErrTaken.
func (tx *Tx) AddStartAnswers(all []casework.StartAnswer) error { return startAnswers.add(tx, all) }

// AddEarnings adds them. A uid that is there is ErrTaken.
func (tx *Tx) AddEarnings(all []casework.Earnings) error { return earnings.add(tx, all) }

// AddDormancies adds them. A uid that is there is ErrTaken.
func (tx *Tx) AddDormancies(all []casework.Dormancy) error { return dormancies.add(tx, all) }
