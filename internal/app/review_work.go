package app

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/fidelity"
	"sijoita/internal/store"
	"sijoita/problem"
)

// ReviewItemPage is one item of a review, with what the records showed of it.
type ReviewItemPage struct {
	ReviewPage
	Item      fidelity.Item
	Agreed    casework.ReviewItem
	Evidence  *fidelity.Evidence // as it was frozen; nil: there is none, or no more
	Revisions []Revision         // of what was agreed, for those who may know it
}

// ReviewItem gives one item of a review with its frozen evidence. Problems:
// NotFound also for an item that is none; Forbidden.
func (a *App) ReviewItem(ctx context.Context, actor access.Actor, uid casework.UID, item int) (ReviewItemPage, error) {
	return show(ctx, a, actor, func(t *turn) (ReviewItemPage, error) {
		var p ReviewItemPage
		var err error
		if p.ReviewPage, err = t.reviewPage(uid); err != nil {
			return p, err
		}
		if item < 1 || item > len(p.Edition.Items) {
			return p, store.ErrNotFound
		}
		p.Item = p.Edition.Item(item)
		if i := slices.IndexFunc(p.Items, func(one casework.ReviewItem) bool { return one.Item == item }); i >= 0 {
			p.Agreed = p.Items[i]
		}
		if p.Agreed.ID != 0 && p.ReportSeen {
			if p.Revisions, err = t.tx.Revisions("review_item", p.Agreed.ID); err != nil {
				return p, err
			}
			if err = t.nameActors(&p.Names, p.Revisions); err != nil {
				return p, err
			}
		}
		if p.Rows {
			p.Evidence, err = t.evidenceOf(p.Review, item)
		}
		return p, err
	})
}

// nameActors adds to the names those of whoever changed a record, and of nobody
// else.
func (t *turn) nameActors(n *Names, revisions []Revision) error {
	if len(revisions) == 0 {
		return nil
	}
	names, uids, err := t.tx.StaffNames()
	n.StaffUIDs = map[int64]casework.UID{}
	for id, uid := range uids {
		if slices.ContainsFunc(revisions, func(r Revision) bool { return r.Actor == uid.String() }) {
			n.Staff[id], n.StaffUIDs[id] = names[id], uid
		}
	}
	return err
}

func (t *turn) evidenceOf(r casework.Review, item int) (*fidelity.Evidence, error) {
	rows, err := t.tx.RowsOfReview(r.ID, item)
	if errors.Is(err, store.ErrNotFound) { // a review that came in a document
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	e, err := fidelity.Thaw(rows.Body)
	t.shows(audit.Showed, "review_evidence", r.UID.String(), r.Scale+" "+e.On.String())
	return &e, err
}

// RateItems keeps what the actor gives items of a review, as a draft that nobody
// else sees. Problems: NotFound; Forbidden for one who is not a reviewer of it;
// Conflict before the visit and once the ratings were handed in; Invalid with the
// fields of fidelity.CheckRatings.
func (a *App) RateItems(ctx context.Context, actor access.Actor, uid casework.UID, given []casework.ReviewRating) (casework.Review, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Review, error) {
		r, err := t.reviewToRate(uid)
		if err != nil {
			return r, err
		}
		if !fidelity.Rates(r, actor.StaffID) {
			return r, problem.New(problem.Conflict, "review.not_rating")
		}
		for i := range given {
			given[i].ReviewID, given[i].StaffID, given[i].Reason = r.ID, actor.StaffID, strings.TrimSpace(given[i].Reason)
		}
		if err := fidelity.CheckRatings(given); err != nil {
			return r, err
		}
		t.did(audit.Changed, "review_rating", uid.String(), counted(int64(len(given)), "items"))
		return r, t.tx.PutRatings(given)
	})
}

// HandInRatings gives in the actor's ratings; with the last reviewer's all see
// all. Problems: as RateItems; Invalid with a field for each item that lacks its
// rating or its reason.
func (a *App) HandInRatings(ctx context.Context, actor access.Actor, uid casework.UID) (casework.Review, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Review, error) {
		old, err := t.reviewToRate(uid)
		if err != nil {
			return old, err
		}
		own, err := t.tx.OwnRatings(old.ID, actor.StaffID)
		if err != nil {
			return old, err
		}
		changed, err := fidelity.HandIn(old, actor.StaffID, own, t.day)
		if err != nil {
			return old, err
		}
		return t.reviseReview(old, changed, "handed in")
	})
}

// ItemRef names an item of a review as it was on the screen.
type ItemRef struct {
	Review   casework.UID
	Item     int
	Revision int
}

// AgreeItem notes what the reviewers agree of an item. Where the service has seen
// it, a change takes the signatures off. Problems: NotFound; Forbidden; Conflict
// outside the consensus and what follows it, and when the other reviewer has
// changed the item since; Invalid with the fields of fidelity.Agree.
func (a *App) AgreeItem(ctx context.Context, actor access.Actor, which ItemRef, in fidelity.Agreement) (casework.ReviewItem, error) {
	return change(ctx, a, actor, func(t *turn) (casework.ReviewItem, error) {
		r, err := t.reviewToRate(which.Review)
		if err != nil {
			return casework.ReviewItem{}, err
		}
		old, err := t.tx.ItemOfReview(r.ID, which.Item)
		if err != nil {
			return old, err
		}
		ratings, err := t.tx.Ratings(r.ID)
		if err != nil {
			return old, err
		}
		changed, err := fidelity.Agree(r, old, kept(ratings, func(one casework.ReviewRating) bool { return one.Item == which.Item }), in)
		if err != nil {
			return old, err
		}
		return changed, t.putReviewItem(r, which, old, changed, "agreed")
	})
}

// CommentReviewItem notes what the service says of an item of the report, and
// what further evidence it names. Problems: NotFound; Forbidden; Conflict but
// while the report waits for comments, and when the item was changed since;
// Invalid with fields comment, further.
func (a *App) CommentReviewItem(ctx context.Context, actor access.Actor, which ItemRef, comment, further string) (casework.ReviewItem, error) {
	return change(ctx, a, actor, func(t *turn) (casework.ReviewItem, error) {
		r, err := t.reviewToKeep(which.Review)
		if err != nil {
			return casework.ReviewItem{}, err
		}
		old, err := t.tx.ItemOfReview(r.ID, which.Item)
		if err != nil {
			return old, err
		}
		changed, err := fidelity.CommentItem(r, old, comment, further)
		if err != nil {
			return old, err
		}
		return changed, t.putReviewItem(r, which, old, changed, "commented")
	})
}

// putReviewItem keeps a changed item, and takes the signatures off a review whose
// ratings or reasons have changed.
func (t *turn) putReviewItem(r casework.Review, which ItemRef, old, changed casework.ReviewItem, detail string) error {
	if changed == old { // sent again, or nothing changed
		t.shows(audit.Showed, "review_item", r.UID.String(), "unchanged")
		return nil
	}
	if old.Revision != which.Revision {
		return store.ErrStale
	}
	t.did(audit.Corrected, "review_item", r.UID.String(), detail+" "+changedFields(old, changed))
	if _, err := t.tx.ReviseReviewItem(old, changed, t.actor.ID, changed.ChangeReason); err != nil {
		return err
	}
	signed := slices.ContainsFunc(r.Reviewers, func(o casework.Reviewer) bool { return !o.SignedOn.IsZero() })
	if !signed || detail == "commented" {
		return nil
	}
	_, err := t.reviseReview(r, fidelity.Unsigned(r), "signatures taken off")
	return err
}

// WriteReport notes the text of a review's report; one that was signed in part
// is to be signed again. Problems: NotFound; Forbidden; Conflict before the
// consensus and after the signing, and when somebody has changed it since;
// Invalid with fields summary, strengths, recommendations.
func (a *App) WriteReport(ctx context.Context, actor access.Actor, which Revised, text fidelity.Report) (casework.Review, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Review, error) {
		old, err := t.reviewToRate(which.UID)
		if err != nil {
			return old, err
		}
		changed, err := fidelity.WriteReport(old, text)
		if err != nil {
			return old, err
		}
		if reflect.DeepEqual(changed, old) {
			t.shows(audit.Showed, "review", which.UID.String(), "unchanged")
			return old, nil
		}
		if old.Revision != which.Revision {
			return old, store.ErrStale
		}
		return t.reviseReview(old, fidelity.Unsigned(changed), "report")
	})
}

// SignReview signs a review for the actor. With the last signature it has its
// scores and never changes again. Problems: NotFound; Forbidden; Conflict before
// the service has had its say, and when the review was changed since it was shown.
func (a *App) SignReview(ctx context.Context, actor access.Actor, which Revised) (casework.Review, error) {
	return change(ctx, a, actor, func(t *turn) (casework.Review, error) {
		old, err := t.reviewToRate(which.UID)
		if err != nil {
			return old, err
		}
		if old.Held() && !old.Reviewer(actor.StaffID).SignedOn.IsZero() { // sent again
			t.shows(audit.Showed, "review", which.UID.String(), "unchanged")
			return old, nil
		}
		items, err := t.tx.ItemsOfReview(old.ID)
		if err != nil {
			return old, err
		}
		changed, err := fidelity.Sign(old, actor.StaffID, items, t.day)
		if err != nil {
			return old, err
		}
		if old.Revision != which.Revision {
			return old, store.ErrStale
		}
		return t.reviseReview(old, changed, "signed by a reviewer")
	})
}

// CorrectReview begins a new version of a signed review. The signed one stands
// as it is, and counts until the new one is signed. Problems: NotFound;
// Forbidden; Conflict for one that is not signed here, or has a newer version
// already; Invalid with the field note.
func (a *App) CorrectReview(ctx context.Context, actor access.Actor, uid, version casework.UID, note string) (casework.Review, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Review, error) {
		r, err := t.reviewToRate(uid)
		if err != nil {
			return r, err
		}
		if version.IsZero() {
			return r, errUnnamed
		}
		all, err := t.tx.EveryReview()
		if err != nil {
			return r, err
		}
		for _, other := range all {
			switch {
			case other.CorrectsID == r.ID && other.UID == version:
				t.shows(audit.Showed, "review", version.String(), "sent again")
				return other, nil
			case other.CorrectsID == r.ID:
				return r, problem.New(problem.Conflict, "review.corrected_already")
			}
		}
		corrected, err := fidelity.Correct(r, note)
		if err != nil {
			return r, err
		}
		corrected.UID = version
		if corrected, err = t.tx.AddReview(corrected); err != nil {
			return r, err
		}
		t.did(audit.Added, "review", version.String(), "a new version")
		return corrected, t.copyReview(r, corrected)
	})
}

// copyReview gives a new version the items and ratings of the old one.
func (t *turn) copyReview(from, to casework.Review) error {
	items, err := t.tx.ItemsOfReview(from.ID)
	if err != nil {
		return err
	}
	ratings, err := t.tx.Ratings(from.ID)
	if err != nil {
		return err
	}
	for i := range items {
		items[i].Noted, items[i].ReviewID = t.noted(t.app.IDs()), to.ID
		items[i].DraftRating, items[i].ChangeReason = "", ""
	}
	for i := range ratings {
		ratings[i].ReviewID = to.ID
	}
	if err := t.tx.AddReviewItems(items); err != nil {
		return err
	}
	return t.tx.PutRatings(ratings)
}

// NoteInterview adds a reviewer's note of a talk. Problems: NotFound; Forbidden;
// Conflict before the visit and after the signing; Invalid with the fields of
// fidelity.CheckInterview.
func (a *App) NoteInterview(ctx context.Context, actor access.Actor, review casework.UID, in casework.Interview) (casework.Review, error) {
	return addOnce(ctx, a, actor, func(t *turn) (casework.Review, error) {
		r, err := t.reviewToRate(review)
		if err != nil {
			return r, err
		}
		if in.UID.IsZero() {
			return r, errUnnamed
		}
		if r.Held() || r.Steps[casework.StepEvidence].IsZero() {
			return r, problem.New(problem.Conflict, "review.no_interviews")
		}
		if in, err = fidelity.CheckInterview(in, t.day); err != nil {
			return r, err
		}
		if done, err := t.tx.InterviewByUID(in.UID); err == nil && done.RecordedBy == actor.StaffID {
			t.shows(audit.Showed, "interview", in.UID.String(), "sent again")
			return r, nil
		}
		in.Noted, in.ReviewID = t.noted(in.UID), r.ID
		t.did(audit.Added, "interview", in.UID.String(), string(in.Role))
		return r, t.tx.AddInterviews([]casework.Interview{in})
	})
}

// DropInterview deletes a note of a talk that the actor made. Problems: NotFound;
// Forbidden; Conflict for another's note, and once the review is signed.
func (a *App) DropInterview(ctx context.Context, actor access.Actor, review, uid casework.UID) error {
	_, err := change(ctx, a, actor, func(t *turn) (struct{}, error) {
		r, err := t.reviewToRate(review)
		if err != nil {
			return struct{}{}, err
		}
		talk, err := t.tx.InterviewByUID(uid)
		if err != nil {
			return struct{}{}, err
		}
		switch {
		case talk.ReviewID != r.ID:
			return struct{}{}, store.ErrNotFound
		case talk.RecordedBy != actor.StaffID:
			return struct{}{}, problem.New(problem.Conflict, "review.anothers_note")
		case r.Held():
			return struct{}{}, problem.New(problem.Conflict, "review.no_interviews")
		}
		t.did(audit.Withdrew, "interview", uid.String(), "")
		return struct{}{}, t.tx.DropInterview(talk.ID)
	})
	return err
}
