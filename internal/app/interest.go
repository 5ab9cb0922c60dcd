package app

import (
	"context"
	"reflect"
	"slices"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/store"
	"sijoita/outcomes"
)

// UnitList is a care team's own list of work interest: everybody on it by their
// mark, and what they answered last. It is for the care team alone.
type UnitList struct {
	CareTeam casework.CareTeam
	Others   []casework.CareTeam   // the actor's other ones
	Due      []casework.UnitClient // to be asked: never asked first, then whose day has come
	Asked    []casework.UnitClient // the rest, by mark
	Referred map[int64]casework.UID
	Figures  outcomes.UnitInterest
	Today    casework.Day
}

// ownCareTeam finds one of the care teams whose list the actor keeps, and the
// others. Problems: Forbidden; NotFound for a care team that is not there.
func (t *turn) ownCareTeam(uid casework.UID, kind string) (own casework.CareTeam, others []casework.CareTeam, err error) {
	if own, err = t.tx.CareTeamByUID(uid); err != nil {
		return own, nil, err
	}
	if err := t.may(access.KeepInterest, t.careTeamResource(own.ID), kind, uid.String()); err != nil {
		return own, nil, err
	}
	all, err := t.tx.CareTeams()
	opened := t.decision
	for _, c := range all {
		if c.ID != own.ID && t.allowed(access.KeepInterest, t.careTeamResource(c.ID)) {
			others = append(others, c)
		}
	}
	t.decision = opened
	return own, others, err
}

func (t *turn) careTeamResource(id int64) access.Resource {
	return access.Resource{County: t.tx.County, CareTeams: []int64{id}}
}

// UnitList gives a care team's own list. Problems: Forbidden for everybody but
// the care team's own workers; NotFound for a care team that is not there.
func (a *App) UnitList(ctx context.Context, actor access.Actor, careTeam casework.UID) (UnitList, error) {
	return show(ctx, a, actor, func(t *turn) (UnitList, error) {
		l := UnitList{Today: t.day}
		var err error
		if l.CareTeam, l.Others, err = t.ownCareTeam(careTeam, "unit_client"); err != nil {
			return l, err
		}
		all, err := t.tx.UnitClients([]int64{l.CareTeam.ID})
		if err != nil {
			return l, err
		}
		l.Figures = outcomes.InterestOn(all, t.day)
		for _, c := range all {
			switch {
			case !c.Present(t.day):
			case c.DueOn(t.day):
				l.Due = append(l.Due, c)
			default:
				l.Asked = append(l.Asked, c)
			}
		}
		slices.SortStableFunc(l.Due, func(a, b casework.UnitClient) int {
			x, _ := a.AnswerOn(t.day)
			y, _ := b.AnswerOn(t.day)
			return x.NextOn.Compare(y.NextOn)
		})
		l.Referred, err = t.referralsMade(l.Asked)
		t.shows(audit.Listed, "unit_client", careTeam.String(), counted(int64(l.Figures.Listed), "listed"))
		return l, err
	})
}

// referralsMade finds the uids of the referrals that were made of answers, by key.
func (t *turn) referralsMade(list []casework.UnitClient) (map[int64]casework.UID, error) {
	var ids []int64
	for _, c := range list {
		if c.ReferralID != 0 {
			ids = append(ids, c.ReferralID)
		}
	}
	return t.tx.ReferralUIDs(ids)
}

// ListUnitClients puts people on a care team's own list by their marks, one a
// line, and tells how many came to it: a mark that is there already stays as it
// is, so that sending a form twice adds nobody twice. Problems: Forbidden;
// NotFound; Invalid with the field marks.
func (a *App) ListUnitClients(ctx context.Context, actor access.Actor, careTeam casework.UID, marks string) (int, error) {
	return change(ctx, a, actor, func(t *turn) (int, error) {
		own, _, err := t.ownCareTeam(careTeam, "unit_client")
		if err != nil {
			return 0, err
		}
		there, err := t.tx.UnitClients([]int64{own.ID})
		if err != nil {
			return 0, err
		}
		added, err := casework.ListUnitClients(own.ID, marks, there, t.day)
		if err != nil {
			return 0, err
		}
		for i := range added {
			added[i].Noted = t.noted(a.IDs())
		}
		t.did(audit.Added, "unit_client", careTeam.String(), counted(int64(len(added)), "listed"))
		return len(added), t.tx.AddUnitClients(added)
	})
}

// unitClient loads somebody on a list of the actor's own care teams.
func (t *turn) unitClient(uid casework.UID) (casework.UnitClient, error) {
	c, err := t.tx.UnitClientByUID(uid)
	if err != nil {
		return c, err
	}
	return c, t.may(access.KeepInterest, t.careTeamResource(c.CareTeamID), "unit_client", uid.String())
}

// AnswerInterest notes what somebody on the list answered when they were asked
// about work. Problems: Forbidden; NotFound; Conflict when they are off the list
// or somebody has noted another answer since; Invalid with the fields of
// casework.AnswerInterest.
func (a *App) AnswerInterest(ctx context.Context, actor access.Actor, which Revised, note casework.InterestNote) (casework.UnitClient, error) {
	return change(ctx, a, actor, func(t *turn) (casework.UnitClient, error) {
		old, err := t.unitClient(which.UID)
		if err != nil {
			return old, err
		}
		note.StaffID = actor.StaffID
		changed, err := casework.AnswerInterest(old, note, t.day)
		if err != nil {
			return old, err
		}
		return t.putUnitClient(old, changed, which.Revision, audit.Changed, stepMark+"answer")
	})
}

// putUnitClient puts a changed person of a list in the place of the one that was
// on the screen.
func (t *turn) putUnitClient(old, changed casework.UnitClient, revision int, deed audit.Action, reason string) (casework.UnitClient, error) {
	uid := old.UID.String()
	if reflect.DeepEqual(old, changed) { // sent again, or nothing changed
		t.shows(audit.Showed, "unit_client", uid, "unchanged")
		return old, nil
	}
	if old.Revision != revision {
		return old, store.ErrStale
	}
	changed, err := t.tx.ReviseUnitClient(old, changed, t.actor.ID, reason)
	t.did(deed, "unit_client", uid, changedFields(old, changed))
	return changed, err
}

// UnitClientPage is somebody on a care team's list, with every answer.
type UnitClientPage struct {
	Client    casework.UnitClient
	CareTeam  casework.CareTeam
	Referral  casework.UID // that an answer became; zero: none
	MayRefer  bool
	Names     Names
	Revisions []Revision
	Today     casework.Day
}

// UnitClient gives somebody on the list of one of the actor's own care teams.
// Problems: Forbidden; NotFound.
func (a *App) UnitClient(ctx context.Context, actor access.Actor, uid casework.UID) (UnitClientPage, error) {
	return show(ctx, a, actor, func(t *turn) (UnitClientPage, error) {
		c, err := t.unitClient(uid)
		p := UnitClientPage{Client: c, Today: t.day}
		if err != nil {
			return p, err
		}
		opened := t.decision
		units, err := t.referringUnits()
		if err != nil {
			return p, err
		}
		p.MayRefer = len(units.Teams) > 0 && c.ReferralID == 0 && t.allowed(access.ReferClient, t.referResource(0, c.CareTeamID))
		t.decision = opened
		careTeams, err := t.tx.CareTeams()
		if err != nil {
			return p, err
		}
		p.CareTeam = careTeams[slices.IndexFunc(careTeams, func(x casework.CareTeam) bool { return x.ID == c.CareTeamID })]
		made, err := t.referralsMade([]casework.UnitClient{c})
		if err != nil {
			return p, err
		}
		p.Referral = made[c.ReferralID]
		if p.Names, err = t.names(); err != nil {
			return p, err
		}
		p.Revisions, err = t.tx.Revisions("unit_client", c.ID)
		t.shows(audit.Showed, "unit_client", uid.String(), "")
		return p, err
	})
}

// UnitClientInput is another mark, or other days on the list.
type UnitClientInput struct {
	Mark string
	Span casework.Span
}

// CorrectUnitClient gives somebody on the list another mark or other days on it.
// Problems: Forbidden; NotFound; Invalid without a reason and with the fields of
// casework.CorrectUnitClient; Conflict when somebody has changed it since.
func (a *App) CorrectUnitClient(ctx context.Context, actor access.Actor, which Correction, in UnitClientInput) (casework.UnitClient, error) {
	return change(ctx, a, actor, func(t *turn) (casework.UnitClient, error) {
		old, err := t.unitClient(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		others, err := t.tx.UnitClients([]int64{old.CareTeamID})
		if err != nil {
			return old, err
		}
		changed, err := casework.CorrectUnitClient(old, in.Mark, in.Span, others, t.day)
		if err != nil {
			return old, err
		}
		return t.putUnitClient(old, changed, which.Revision, audit.Corrected, which.Reason)
	})
}

// LeaveUnit takes somebody off the list from today on: they have left the care
// team. Problems: Forbidden; NotFound; Conflict when they are off it, and when
// somebody has changed it since.
func (a *App) LeaveUnit(ctx context.Context, actor access.Actor, which Revised) (casework.UnitClient, error) {
	return change(ctx, a, actor, func(t *turn) (casework.UnitClient, error) {
		old, err := t.unitClient(which.UID)
		if err != nil {
			return old, err
		}
		if old.To == t.day { // sent again
			t.shows(audit.Showed, "unit_client", which.UID.String(), "unchanged")
			return old, nil
		}
		changed, err := casework.LeaveUnit(old, t.day)
		if err != nil {
			return old, err
		}
		return t.putUnitClient(old, changed, which.Revision, audit.Ended, stepMark+"left")
	})
}

// WithdrawUnitClient strikes somebody who was put on the list by mistake; they
// are in no sum any more. Problems: Forbidden; NotFound; Invalid without a
// reason; Conflict.
func (a *App) WithdrawUnitClient(ctx context.Context, actor access.Actor, which Correction) (casework.UnitClient, error) {
	return change(ctx, a, actor, func(t *turn) (casework.UnitClient, error) {
		old, err := t.unitClient(which.UID)
		if err != nil {
			return old, err
		}
		if err := which.check(); err != nil {
			return old, err
		}
		changed := old
		changed.Withdrawn = true
		return t.putUnitClient(old, changed, which.Revision, audit.Withdrew, which.Reason)
	})
}

// becomesReferral notes on the care team's list that an answer became a
// referral. It is the step in which a person of the list becomes known to the
// service, with the client's consent, which the referral asks for. Problems:
// Forbidden for another care team's list; NotFound; Conflict for one who was
// referred already.
func (t *turn) becomesReferral(uid casework.UID, r casework.Referral) error {
	decided, about := t.decision, t.resource
	old, err := t.unitClient(uid)
	if err != nil {
		return err
	}
	t.decision, t.resource = decided, about // that the actor may refer is why it is done
	if old.CareTeamID != r.CareTeamID {
		return store.ErrNotFound
	}
	if old.ReferralID != 0 {
		return store.ErrStale
	}
	changed := old
	changed.ReferralID = r.ID
	_, err = t.tx.ReviseUnitClient(old, changed, t.actor.ID, stepMark+"referred")
	return err
}

// UnitSums are a care team's answers as sums.
type UnitSums struct {
	CareTeam casework.CareTeam
	outcomes.UnitInterest
	Own    bool // the actor keeps its list
	Hidden bool // too few to be told outside the care team
}

// Interest is how the county's care units ask about work, as sums.
type Interest struct {
	Units []UnitSums
	Sum   UnitSums // of those that are told
	Today casework.Day
}

// Interest gives the sums of the care teams that the actor has to do with: a
// care worker's own, a coach's and a leader's common ones, a manager's all. No
// mark and no name is in them. Problems: Forbidden.
func (a *App) Interest(ctx context.Context, actor access.Actor) (Interest, error) {
	return show(ctx, a, actor, func(t *turn) (Interest, error) {
		p := Interest{Today: t.day}
		units, err := t.interestUnits()
		if err != nil {
			return p, err
		}
		lists, err := t.tx.UnitClients(converted(units, func(c casework.CareTeam) int64 { return c.ID }))
		if err != nil {
			return p, err
		}
		opened := t.decision
		var told []casework.UnitClient
		for _, c := range units {
			of := kept(lists, func(x casework.UnitClient) bool { return x.CareTeamID == c.ID })
			sums := UnitSums{CareTeam: c, UnitInterest: outcomes.InterestOn(of, t.day), Own: t.allowed(access.KeepInterest, t.careTeamResource(c.ID))}
			if sums.Hidden = !sums.Own && !sums.Tellable() && sums.Listed > 0; sums.Hidden {
				sums.UnitInterest = outcomes.UnitInterest{}
			} else {
				told = append(told, of...)
			}
			p.Units = append(p.Units, sums)
		}
		t.decision = opened
		p.Sum = UnitSums{UnitInterest: outcomes.InterestOn(told, t.day)}
		t.shows(audit.Listed, "interest", "", counted(int64(len(units)), "units"))
		return p, nil
	})
}

// interestUnits lists the care teams whose sums the actor may read.
func (t *turn) interestUnits() ([]casework.CareTeam, error) {
	if t.allowed(access.ReadFigures, access.Resource{County: t.tx.County}) {
		return t.tx.CareTeams()
	}
	reach := access.ScopeOf(t.actor, access.ReadClient, t.day)
	own := access.Resource{County: t.tx.County, Teams: reach.Teams, CareTeams: reach.CareTeams}
	if !t.allowed(access.KeepInterest, own) {
		if err := t.may(access.ReadFigures, own, "interest", ""); err != nil {
			return nil, err
		}
	}
	return t.commonCareTeams()
}

// interestMonths is for how many months a care team's sums are told.
const interestMonths = 12

// UnitMonths is how one care team has asked about work, month by month.
type UnitMonths struct {
	UnitSums
	Months []outcomes.UnitInterest // the oldest first; those of too few are empty outside the care team
	Today  casework.Day
}

// UnitInterest gives one care team's sums by month. Problems: Forbidden;
// NotFound for a care team that the actor has nothing to do with.
func (a *App) UnitInterest(ctx context.Context, actor access.Actor, careTeam casework.UID) (UnitMonths, error) {
	return show(ctx, a, actor, func(t *turn) (UnitMonths, error) {
		p := UnitMonths{Today: t.day}
		units, err := t.interestUnits()
		if err != nil {
			return p, err
		}
		i := slices.IndexFunc(units, func(c casework.CareTeam) bool { return c.UID == careTeam })
		if i < 0 {
			return p, store.ErrNotFound
		}
		p.CareTeam = units[i]
		list, err := t.tx.UnitClients([]int64{p.CareTeam.ID})
		if err != nil {
			return p, err
		}
		opened := t.decision
		p.Own = t.allowed(access.KeepInterest, t.careTeamResource(p.CareTeam.ID))
		t.decision = opened
		for _, month := range outcomes.InterestByMonth(list, t.day, interestMonths) {
			if !p.Own && !month.Tellable() {
				month = outcomes.UnitInterest{On: month.On}
			}
			p.Months = append(p.Months, month)
		}
		p.UnitSums.UnitInterest = p.Months[len(p.Months)-1]
		p.Hidden = !p.Own && !outcomes.InterestOn(list, t.day).Tellable() && len(list) > 0
		t.shows(audit.Listed, "interest", careTeam.String(), "by month")
		return p, nil
	})
}
