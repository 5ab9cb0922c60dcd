package app_test

import (
	"slices"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/outcomes"
	"sijoita/problem"
)

// groupAction is an open action of a joint group of a month ago; things.client is
// the meeting.
func (s *subject) groupAction() things {
	meeting := casework.ServiceNote{Noted: s.u.noted(), TeamID: s.u.team.ID, On: today.AddDays(-30), Kind: casework.JointGroup, Text: canary + canary,
		GroupMeeting: casework.GroupMeeting{Wishes: canary + canary, Attendees: []casework.Attendee{{Organisation: canary, Count: 1}}}}
	action := casework.GroupAction{Noted: s.u.noted(), What: canary + canary, State: casework.GroupActionOpen}
	s.u.write(s.u.county, func(tx *store.Tx) error {
		added, err := tx.AddServiceNote(meeting)
		if err != nil {
			return err
		}
		action.NoteID = added.ID
		_, err = tx.AddGroupAction(action)
		return err
	})
	return things{client: meeting.UID, uid: action.UID}
}

// jointGroup notes a meeting so many days ago.
func (u *town) jointGroup(by casework.Staff, ago int, change func(*app.ServiceNoteInput)) casework.ServiceNote {
	in := app.ServiceNoteInput{UID: u.IDs(), Team: u.team.UID, Kind: casework.JointGroup, On: today.AddDays(-ago)}
	if change != nil {
		change(&in)
	}
	n, err := u.NoteService(u.ctx, u.as(by), in)
	must(u.t, err)
	return n
}

func (u *town) agree(meeting casework.ServiceNote, in app.GroupActionInput) casework.GroupAction {
	in.UID, in.Meeting = u.IDs(), meeting.UID
	a, err := u.AgreeGroupAction(u.ctx, u.as(u.riikka), in)
	must(u.t, err)
	return a
}

func whats(actions []casework.GroupAction) (list []string) {
	for _, a := range actions {
		list = append(list, a.What)
	}
	return list
}

// TestAGroupsMeetingGoesOnFromTheLast: what it agreed and wished for stands before
// the next one, is found done there, and is carried until it is.
func TestAGroupsMeetingGoesOnFromTheLast(t *testing.T) {
	inTown(t, func(u *town) {
		first := u.jointGroup(u.riikka, 60, func(in *app.ServiceNoteInput) {
			in.Group = casework.GroupMeeting{Wishes: "wages", Attendees: []casework.Attendee{{Organisation: "Kela", Municipality: "205", Count: 2}}}
			in.Led = []casework.UID{u.sami.UID}
		})
		if !slices.Equal(first.Staff, []int64{u.sami.ID}) || *first.Came() != 2 {
			u.t.Errorf("the meeting is %+v", first)
		}
		list, brochure := u.agree(first, app.GroupActionInput{What: "list"}), u.agree(first, app.GroupActionInput{What: "brochure", Municipality: "205"})
		u.jointGroup(u.riikka, 20, func(in *app.ServiceNoteInput) { in.Kind = casework.PeerGroup }) // another group

		form, err := u.ServiceNoteForm(u.ctx, u.as(u.riikka), u.team.UID, casework.JointGroup)
		must(u.t, err)
		if form.Group.Last == nil || form.Group.Last.Wishes != "wages" || !slices.Equal(whats(form.Group.Carried), []string{"list", "brochure"}) {
			u.t.Errorf("the form goes on from %+v", form.Group)
		}
		second := u.jointGroup(u.paivi, 1, func(in *app.ServiceNoteInput) { in.Done = []casework.UID{list.UID} })
		u.agree(second, app.GroupActionInput{What: "coffee"})
		page, err := u.ServiceNote(u.ctx, u.as(u.riikka), second.UID)
		must(u.t, err)
		if g := page.Form.Group; g.Last.ID != first.ID || !slices.Equal(whats(g.Carried), []string{"list", "brochure"}) || g.Carried[0].ClosedOn != second.On || !slices.Equal(whats(g.Agreed), []string{"coffee"}) {
			u.t.Errorf("the second meeting has %+v", g)
		}
		agenda, err := u.GroupAgenda(u.ctx, u.as(u.riikka), u.team.UID, casework.JointGroup)
		must(u.t, err)
		if w := agenda.Work; w.Last.ID != second.ID || !slices.Equal(whats(w.Carried), []string{"brochure", "coffee"}) || !slices.Equal(whats(w.Closed), []string{"list"}) {
			u.t.Errorf("the agenda is %+v", w)
		}
		if _, err := u.GroupAgenda(u.ctx, u.as(u.riikka), u.team.UID, casework.WorkStory); !problem.Is(err, problem.NotFound) {
			u.t.Errorf("an agenda of no group: %v", err)
		}
		_, err = u.NoteService(u.ctx, u.as(u.riikka), app.ServiceNoteInput{UID: u.IDs(), Team: u.team.UID, Kind: casework.PeerGroup, Done: []casework.UID{brochure.UID}})
		if !problem.Is(err, problem.NotFound) {
			u.t.Errorf("another group finds it done: %v", err)
		}
		u.see(func(tx *store.Tx) error {
			all, err := tx.GroupMeetingsOf(u.team.ID)
			if len(all) != 3 {
				u.t.Errorf("%d meetings: what was refused stays", len(all))
			}
			return err
		})

		_, err = u.WithdrawServiceNote(u.ctx, u.as(u.riikka), because(second.UID))
		must(u.t, err)
		groups, err := u.Groups(u.ctx, u.as(u.outi), u.team.UID)
		must(u.t, err)
		if !slices.Equal(whats(groups.Open), []string{"brochure"}) || groups.Rhythms[0].Last != first.On || len(groups.Meetings) != 3 {
			u.t.Errorf("with the second withdrawn the groups are %+v", groups)
		}
		if _, err := u.AgreeGroupAction(u.ctx, u.as(u.riikka), app.GroupActionInput{UID: u.IDs(), Meeting: second.UID, What: "more"}); !problem.Is(err, problem.NotFound) {
			u.t.Errorf("an action of a withdrawn meeting: %v", err)
		}
		if _, err := u.Groups(u.ctx, u.as(u.elina), u.team.UID); !problem.Is(err, problem.Forbidden) {
			u.t.Errorf("a coach of another team sees the groups: %v", err)
		}
	})
}

// TestAnActionOfAGroup: it is done in one tap and back, dropped with a reason,
// corrected with the old text kept, and is on the day of whoever is to do it.
func TestAnActionOfAGroup(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		meeting := u.jointGroup(u.riikka, 30, nil)
		late := u.agree(meeting, app.GroupActionInput{What: "list", Staff: u.sami.UID, DueOn: today.AddDays(-2)})
		u.agree(meeting, app.GroupActionInput{What: "coffee", Who: "the town", DueOn: today})
		waits := func(who casework.Staff) (list []string) {
			day, err := u.Today(u.ctx, u.as(who))
			must(u.t, err)
			for _, d := range day.Team {
				if d.Kind == outcomes.DueGroupAction {
					list = append(list, d.Action.What)
				}
			}
			return list
		}
		if !slices.Equal(waits(u.sami), []string{"list"}) || waits(u.riikka) != nil || !slices.Equal(waits(u.paivi), []string{"list", "coffee"}) {
			u.t.Errorf("wait for Sami %v, Riikka %v and the leader %v", waits(u.sami), waits(u.riikka), waits(u.paivi))
		}
		for range 2 { // tapped twice
			_, err := u.TickGroupAction(u.ctx, riikka, late.UID, true)
			must(u.t, err)
		}
		if waits(u.sami) != nil {
			u.t.Errorf("done it waits for Sami: %v", waits(u.sami))
		}
		_, err := u.TickGroupAction(u.ctx, riikka, late.UID, false)
		must(u.t, err)
		page, err := u.GroupAction(u.ctx, riikka, late.UID)
		must(u.t, err)
		if page.Record.State != casework.GroupActionOpen || page.Record.Revision != 3 || len(page.Revisions) != 2 || page.Form.Group.Meeting.ID != meeting.ID {
			u.t.Errorf("its page is %+v", page)
		}
		if _, err := u.DropGroupAction(u.ctx, riikka, app.Correction{UID: late.UID, Revision: 3}); !problem.Is(err, problem.Invalid) {
			u.t.Errorf("dropped without a reason: %v", err)
		}
		if _, err := u.DropGroupAction(u.ctx, riikka, app.Correction{UID: late.UID, Revision: 1, Reason: "no"}); !problem.Is(err, problem.Conflict) {
			u.t.Errorf("dropped as it was before: %v", err)
		}
		dropped, err := u.DropGroupAction(u.ctx, riikka, app.Correction{UID: late.UID, Revision: 3, Reason: "the town did it"})
		must(u.t, err)
		if dropped.State != casework.GroupActionDropped || dropped.Outcome != "the town did it" || dropped.ClosedOn != today {
			u.t.Errorf("dropped it is %+v", dropped)
		}
		before := meeting.On.AddDays(-1)
		if _, err := u.CorrectGroupAction(u.ctx, riikka, app.Correction{UID: late.UID, Revision: 4, Reason: "typo"}, app.GroupActionInput{What: "list", DueOn: before}); !problem.Is(err, problem.Invalid) {
			u.t.Errorf("to be done before it was agreed on: %v", err)
		}
		changed, err := u.CorrectGroupAction(u.ctx, riikka, app.Correction{UID: late.UID, Revision: 4, Reason: "typo"}, app.GroupActionInput{What: "lists", Municipality: "205"})
		must(u.t, err)
		if changed.What != "lists" || changed.StaffID != 0 || changed.Outcome != "the town did it" || changed.State != casework.GroupActionDropped {
			u.t.Errorf("corrected it is %+v", changed)
		}
		if _, err := u.TickGroupAction(u.ctx, u.as(u.elina), late.UID, true); !problem.Is(err, problem.Forbidden) {
			u.t.Errorf("a coach of another team ticks it: %v", err)
		}
		_, err = u.WithdrawServiceNote(u.ctx, riikka, because(meeting.UID))
		must(u.t, err)
		if waits(u.paivi) != nil {
			u.t.Errorf("of a withdrawn meeting waits %v", waits(u.paivi))
		}
	})
}
