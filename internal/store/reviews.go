package store

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"

	"sijoita/casework"
)

var reviews = table[casework.Review]{
	name: "review",
	columns: "uid, county, sender_id, revision, team, from_on, to_on, kind, scale, total, edition, state, summary, strengths, recommendations," +
		" corrects, note",
	order:  "to_on, id",
	record: func(r *casework.Review) *casework.Record { return &r.Record },
	values: func(tx *Tx, r casework.Review) []any {
		return []any{r.UID, tx.County, orNull(r.SenderID), r.Revision, r.TeamID, r.From, r.To, r.Kind, r.Scale, r.Total, r.Edition,
			cmp.Or(r.State, casework.ReviewSigned), r.Summary, r.Strengths, r.Recommendations, ref(r.CorrectsID).value(), r.Note}
	},
	scan: func(scan func(...any) error) (r casework.Review, err error) {
		var county int64
		return r, scan(&r.ID, &r.UID, &county, optional(&r.SenderID), &r.Revision, &r.TeamID, &r.From, &r.To, &r.Kind, &r.Scale, &r.Total, &r.Edition,
			&r.State, &r.Summary, &r.Strengths, &r.Recommendations, key(&r.CorrectsID), &r.Note)
	},
	addChildren: func(tx *Tx, all []casework.Review) error {
		var scores, steps, sources, people [][]any
		for _, r := range all {
			for item, score := range r.Scores {
				scores = append(scores, []any{r.ID, item, score})
			}
			for step, on := range r.Steps {
				steps = append(steps, []any{r.ID, step, on})
			}
			for i, s := range r.Sources {
				sources = append(sources, []any{r.ID, i, s.Source, s.N})
			}
			for i, p := range r.Reviewers {
				people = append(people, []any{r.ID, i, p.StaffID, p.Organisation, p.From, p.To, p.HandedInOn, p.SignedOn})
			}
		}
		return errors.Join(
			addRows(tx, "review_score", "review, item, score", scores),
			addRows(tx, "review_step", "review, step, on_day", steps),
			addRows(tx, "review_source", "review, place, source, n", sources),
			addRows(tx, "reviewer", "review, place, staff, organisation, from_on, to_on, handed_in_on, signed_on", people),
		)
	},
	readChildren: readReviewParts,
	dropChildren: func(tx *Tx, id int64) error {
		for _, part := range []string{"review_score", "review_step", "review_source", "reviewer"} {
			if _, err := tx.exec("DELETE FROM "+part+" WHERE review = $1", id); err != nil {
				return err
			}
		}
		return nil
	},
}

func readReviewParts(tx *Tx, all []casework.Review, of string, args []any) error {
	place := index(all, func(r *casework.Review) int64 { return r.ID })
	read := func(columns, from, order string, into func(scan func(...any) error) error) error {
		_, err := list(tx, func(scan func(...any) error) (struct{}, error) { return struct{}{}, into(scan) },
			"SELECT "+columns+" FROM "+from+" WHERE review IN ("+of+") ORDER BY "+order, args...)
		return err
	}
	var id int64
	return errors.Join(
		read("review, item, score", "review_score", "review, item", func(scan func(...any) error) error {
			var item, score int
			if err := scan(&id, &item, &score); err != nil {
				return err
			}
			if place[id].Scores == nil {
				place[id].Scores = map[int]int{}
			}
			place[id].Scores[item] = score
			return nil
		}),
		read("review, step, on_day", "review_step", "review, step", func(scan func(...any) error) error {
			var step casework.ReviewStep
			var on casework.Day
			if err := scan(&id, &step, &on); err != nil {
				return err
			}
			if place[id].Steps == nil {
				place[id].Steps = map[casework.ReviewStep]casework.Day{}
			}
			place[id].Steps[step] = on
			return nil
		}),
		read("review, source, n", "review_source", "review, place", func(scan func(...any) error) error {
			var s casework.SourceUsed
			if err := scan(&id, &s.Source, &s.N); err != nil {
				return err
			}
			place[id].Sources = append(place[id].Sources, s)
			return nil
		}),
		read("review, staff, organisation, from_on, to_on, handed_in_on, signed_on", "reviewer", "review, place", func(scan func(...any) error) error {
			var p casework.Reviewer
			if err := scan(&id, &p.StaffID, &p.Organisation, &p.From, &p.To, &p.HandedInOn, &p.SignedOn); err != nil {
				return err
			}
			place[id].Reviewers = append(place[id].Reviewers, p)
			return nil
		}),
	)
}

// held is the condition of the reviews that count: signed, and no newer version
// of them is.
const held = ` AND state IN ('signed', 'action_plan')
	AND NOT EXISTS (SELECT 1 FROM review AS newer WHERE newer.corrects = review.id AND newer.state IN ('signed', 'action_plan'))`

// ReviewsOfProgramme lists the signed fidelity reviews of a programme's teams, each
// in its newest version, the oldest first.
func (tx *Tx) ReviewsOfProgramme(programme int64) ([]casework.Review, error) {
	return reviews.where(tx, "team IN (SELECT id FROM team WHERE programme = $2)"+held, programme)
}

// Reviews lists every signed fidelity review of the county, each in its newest version.
func (tx *Tx) Reviews() ([]casework.Review, error) { return reviews.where(tx, "1 = 1"+held) }

// ReviewsOfTeam lists the signed fidelity reviews of a team, each in its newest
// version, the oldest first.
func (tx *Tx) ReviewsOfTeam(team int64) ([]casework.Review, error) {
	return reviews.where(tx, "team = $2"+held, team)
}

// EveryReview lists every review of the county, from those that are planned to
// those that newer versions have replaced, the oldest first.
func (tx *Tx) EveryReview() ([]casework.Review, error) { return reviews.where(tx, "1 = 1") }

// ReviewByUID gives one review, or ErrNotFound.
func (tx *Tx) ReviewByUID(uid casework.UID) (casework.Review, error) { return reviews.byUID(tx, uid) }

// ReviewByID gives one review, or ErrNotFound.
func (tx *Tx) ReviewByID(id int64) (casework.Review, error) { return reviews.byID(tx, id) }

// AddReview adds one. A uid that is there is ErrTaken.
func (tx *Tx) AddReview(r casework.Review) (casework.Review, error) {
	all := []casework.Review{r}
	err := reviews.add(tx, all)
	return all[0], err
}

// ReviseReview puts the changed review in the place of the old one; see table.revise.
func (tx *Tx) ReviseReview(old, changed casework.Review, actor, reason string) (casework.Review, error) {
	err := reviews.revise(tx, old, &changed, actor, reason)
	return changed, err
}

// SayCorrects notes of reviews that were just imported, by key, of which they are
// new versions.
func (tx *Tx) SayCorrects(corrects map[int64]int64) error {
	for _, id := range slices.Sorted(maps.Keys(corrects)) {
		if _, err := tx.exec("UPDATE review SET corrects = $1 WHERE county = $2 AND id = $3", corrects[id], tx.County, id); err != nil {
			return fmt.Errorf("say of which review another is a new version: %w", err)
		}
	}
	return nil
}

var reviewItems = table[casework.ReviewItem]{
	name: "review_item",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, review, item, rating, reason, recommendation," +
		" comment, further, draft_rating, change_reason, live_score, live_value, live_n",
	order:  "review, item",
	record: func(i *casework.ReviewItem) *casework.Record { return &i.Record },
	values: func(tx *Tx, i casework.ReviewItem) []any {
		return []any{i.UID, tx.County, orNull(i.SenderID), i.Revision, i.RecordedBy, i.RecordedAt, i.Withdrawn, i.ReviewID, i.Item, i.Rating, i.Reason,
			i.Recommendation, i.Comment, i.Further, i.DraftRating, i.ChangeReason, i.LiveScore, i.LiveValue, i.LiveN}
	},
	scan: func(scan func(...any) error) (i casework.ReviewItem, err error) {
		var county int64
		return i, scan(&i.ID, &i.UID, &county, optional(&i.SenderID), &i.Revision, &i.RecordedBy, &i.RecordedAt, &i.Withdrawn, &i.ReviewID, &i.Item,
			&i.Rating, &i.Reason, &i.Recommendation, &i.Comment, &i.Further, &i.DraftRating, &i.ChangeReason, &i.LiveScore, &i.LiveValue, &i.LiveN)
	},
}

// ItemsOfReview lists a review's items in the order of the scale; before the
// visit there are none.
func (tx *Tx) ItemsOfReview(review int64) ([]casework.ReviewItem, error) {
	return reviewItems.where(tx, "review = $2", review)
}

// ItemOfReview gives one item of a review, or ErrNotFound.
func (tx *Tx) ItemOfReview(review int64, item int) (casework.ReviewItem, error) {
	return reviewItems.find(tx, "review = $2 AND item = $3", review, item)
}

// AddReviewItems adds them.
func (tx *Tx) AddReviewItems(all []casework.ReviewItem) error { return reviewItems.add(tx, all) }

// ReviseReviewItem puts the changed item in the place of the old one; see table.revise.
func (tx *Tx) ReviseReviewItem(old, changed casework.ReviewItem, actor, reason string) (casework.ReviewItem, error) {
	err := reviewItems.revise(tx, old, &changed, actor, reason)
	return changed, err
}

const ratingColumns = "review, staff, item, rating, reason"

func scanRating(scan func(...any) error) (r casework.ReviewRating, err error) {
	return r, scan(&r.ReviewID, &r.StaffID, &r.Item, &r.Rating, &r.Reason)
}

// OwnRatings lists what one reviewer has given the items of a review so far.
func (tx *Tx) OwnRatings(review, staff int64) ([]casework.ReviewRating, error) {
	return list(tx, scanRating, "SELECT "+ratingColumns+` FROM review_rating
		WHERE review = (SELECT id FROM review WHERE county = $1 AND id = $2) AND staff = $3 ORDER BY item`, tx.County, review, staff)
}

// Ratings lists what all reviewers of a review have given, by item. It is for
// reviews whose reviewers have all handed in.
func (tx *Tx) Ratings(review int64) ([]casework.ReviewRating, error) {
	return list(tx, scanRating, "SELECT "+ratingColumns+` FROM review_rating
		WHERE review = (SELECT id FROM review WHERE county = $1 AND id = $2) ORDER BY item, staff`, tx.County, review)
}

// PutRatings keeps what reviewers give items, in the place of what they gave before.
func (tx *Tx) PutRatings(all []casework.ReviewRating) error {
	rows := make([][]any, len(all))
	for i, r := range all {
		rows[i] = []any{r.ReviewID, r.StaffID, r.Item, r.Rating, r.Reason}
	}
	for part := range slices.Chunk(rows, rowsAtOnce(ratingColumns)) {
		query, args := insertRows("review_rating", ratingColumns, part)
		if _, err := tx.exec(query+" ON CONFLICT (review, staff, item) DO UPDATE SET rating = excluded.rating, reason = excluded.reason", args...); err != nil {
			return fmt.Errorf("put ratings: %w", err)
		}
	}
	return nil
}

// RowsOfReview gives the frozen evidence of an item of a review, or ErrNotFound
// when there is none, or no more.
func (tx *Tx) RowsOfReview(review int64, item int) (casework.ReviewRows, error) {
	found, err := list(tx, func(scan func(...any) error) (r casework.ReviewRows, err error) {
		return r, scan(&r.ReviewID, &r.Item, &r.Body)
	}, `SELECT review, item, body FROM review_rows
		WHERE review = (SELECT id FROM review WHERE county = $1 AND id = $2) AND item = $3`, tx.County, review, item)
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return casework.ReviewRows{}, err
	}
	return found[0], nil
}

// AddReviewRows freezes evidence.
func (tx *Tx) AddReviewRows(all []casework.ReviewRows) error {
	rows := make([][]any, len(all))
	for i, r := range all {
		rows[i] = []any{r.ReviewID, r.Item, r.Body}
	}
	return addRows(tx, "review_rows", "review, item, body", rows)
}

// DropReviewRows deletes the frozen evidence of a review, to be frozen anew.
func (tx *Tx) DropReviewRows(review int64) error {
	_, err := tx.exec("DELETE FROM review_rows WHERE review = (SELECT id FROM review WHERE county = $1 AND id = $2)", tx.County, review)
	return err
}

// ForgetReview deletes the personal data of a review: its frozen evidence and
// the personal notes of talks. It tells how many of each.
func (tx *Tx) ForgetReview(review int64) (rows, notes int, err error) {
	for _, part := range []struct {
		from string
		n    *int
	}{{"review_rows WHERE review", &rows}, {"interview WHERE personal AND review", &notes}} {
		done, err := tx.exec("DELETE FROM "+part.from+" = (SELECT id FROM review WHERE county = $1 AND id = $2)", tx.County, review)
		if err != nil {
			return rows, notes, fmt.Errorf("forget review: %w", err)
		}
		n, err := done.RowsAffected()
		if err != nil {
			return rows, notes, err
		}
		*part.n = int(n)
	}
	return rows, notes, nil
}

var interviews = table[casework.Interview]{
	name:    "interview",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, review, on_day, role, text, personal",
	order:   "on_day, id",
	record:  func(i *casework.Interview) *casework.Record { return &i.Record },
	values: func(tx *Tx, i casework.Interview) []any {
		return []any{i.UID, tx.County, orNull(i.SenderID), i.Revision, i.RecordedBy, i.RecordedAt, i.Withdrawn, i.ReviewID, i.On, i.Role, i.Text, i.Personal}
	},
	scan: func(scan func(...any) error) (i casework.Interview, err error) {
		var county int64
		return i, scan(&i.ID, &i.UID, &county, optional(&i.SenderID), &i.Revision, &i.RecordedBy, &i.RecordedAt, &i.Withdrawn, &i.ReviewID, &i.On,
			&i.Role, &i.Text, &i.Personal)
	},
}

// InterviewsOf lists the notes of talks of a review, the oldest first.
func (tx *Tx) InterviewsOf(review int64) ([]casework.Interview, error) {
	return interviews.where(tx, "review = $2", review)
}

// InterviewByUID gives one note of a talk, or ErrNotFound.
func (tx *Tx) InterviewByUID(uid casework.UID) (casework.Interview, error) {
	return interviews.byUID(tx, uid)
}

// AddInterviews adds notes of talks.
func (tx *Tx) AddInterviews(all []casework.Interview) error { return interviews.add(tx, all) }

// DropInterview deletes a note of a talk: no earlier text of it is kept.
func (tx *Tx) DropInterview(id int64) error {
	_, err := tx.exec("DELETE FROM interview WHERE county = $1 AND id = $2", tx.County, id)
	return err
}

var planActions = table[casework.PlanAction]{
	name: "plan_action",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, team, review, year, item, goal, action, owner, staff," +
		" responsible, measure, due_on, state, outcome",
	order:  "year, due_on, id",
	record: func(a *casework.PlanAction) *casework.Record { return &a.Record },
	values: func(tx *Tx, a casework.PlanAction) []any {
		return []any{a.UID, tx.County, orNull(a.SenderID), a.Revision, a.RecordedBy, a.RecordedAt, a.Withdrawn, a.TeamID, ref(a.ReviewID).value(), a.Year,
			a.Item, a.Goal, a.Action, a.Owner, ref(a.StaffID).value(), a.Responsible, a.Measure, a.DueOn, a.State, a.Outcome}
	},
	scan: func(scan func(...any) error) (a casework.PlanAction, err error) {
		var county int64
		return a, scan(&a.ID, &a.UID, &county, optional(&a.SenderID), &a.Revision, &a.RecordedBy, &a.RecordedAt, &a.Withdrawn, &a.TeamID, key(&a.ReviewID),
			&a.Year, &a.Item, &a.Goal, &a.Action, &a.Owner, key(&a.StaffID), &a.Responsible, &a.Measure, &a.DueOn, &a.State, &a.Outcome)
	},
}

// ActionsOfTeam lists a team's actions of all years, withdrawn ones too.
func (tx *Tx) ActionsOfTeam(team int64) ([]casework.PlanAction, error) {
	return planActions.where(tx, "team = $2", team)
}

// OpenActions lists the county's actions that wait to be done; see
// casework.PlanAction.Open.
func (tx *Tx) OpenActions() ([]casework.PlanAction, error) {
	return planActions.where(tx, "NOT withdrawn AND state IN ('planned', 'under_way')")
}

// ActionByUID gives one action, or ErrNotFound.
func (tx *Tx) ActionByUID(uid casework.UID) (casework.PlanAction, error) {
	return planActions.byUID(tx, uid)
}

// AddActions adds actions of development plans.
func (tx *Tx) AddActions(all []casework.PlanAction) error { return planActions.add(tx, all) }

// ReviseAction puts the changed action in the place of the old one; see table.revise.
func (tx *Tx) ReviseAction(old, changed casework.PlanAction, actor, reason string) (casework.PlanAction, error) {
	err := planActions.revise(tx, old, &changed, actor, reason)
	return changed, err
}

// ReviewParts is what hangs on the reviews of a holding. Ratings are those of
// reviews whose reviewers have all handed in, and interviews those that are not
// personal: what is blind, and what is to be deleted, goes into no document.
type ReviewParts struct {
	Items      []casework.ReviewItem
	Ratings    []casework.ReviewRating
	Interviews []casework.Interview
}

// reviewParts reads what goes into documents of the county's reviews.
func (tx *Tx) reviewParts() (p ReviewParts, err error) {
	if p.Items, err = reviewItems.everything(tx); err != nil {
		return p, err
	}
	if p.Interviews, err = interviews.where(tx, "NOT personal AND NOT withdrawn"); err != nil {
		return p, err
	}
	p.Ratings, err = list(tx, scanRating, "SELECT "+ratingColumns+` FROM review_rating
		WHERE review IN (SELECT id FROM review WHERE county = $1) AND review IN (SELECT review FROM review_step WHERE step = 'rated')
		ORDER BY review, item, staff`, tx.County)
	return p, err
}
