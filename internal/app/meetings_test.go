package app_test

import (
	"slices"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/store"
	"sijoita/outcomes"
	"sijoita/problem"
)

// in is the county that somebody's team is of.
func (u *town) in(r resident) int64 {
	if r.Episode.TeamID == u.abroadTeam.ID {
		return u.abroad
	}
	return u.county
}

func (u *town) notedBy(by casework.Staff) casework.Noted {
	n := u.noted()
	n.RecordedBy = by.ID
	return n
}

func (u *town) meetIn(of resident, by casework.Staff, day int) (m casework.Meeting) {
	u.t.Helper()
	m = casework.Meeting{
		Noted: u.notedBy(by), EpisodeID: of.Episode.ID, On: today.AddDays(day), Minutes: 45, Staff: []int64{by.ID},
		Place: casework.PlaceCommunity, Channel: casework.MeetingFaceToFace, Kind: casework.MeetingJobSearch, Text: canary,
	}
	u.write(u.in(of), func(tx *store.Tx) (err error) { m, err = tx.AddMeeting(m); return err })
	return m
}

func (u *town) planFor(of resident, by casework.Staff, day int) (p casework.PlannedMeeting) {
	u.t.Helper()
	p = casework.PlannedMeeting{
		Noted: u.notedBy(by), EpisodeID: of.Episode.ID, On: today.AddDays(day), At: "14:30", Staff: []int64{by.ID},
		Place: casework.PlaceCommunity, Channel: casework.MeetingFaceToFace, Where: canary, Kind: casework.MeetingJobSearch,
	}
	u.write(u.in(of), func(tx *store.Tx) (err error) { p, err = tx.AddPlanned(p); return err })
	return p
}

func (u *town) promise(of resident, meeting int64, by casework.Staff) (task casework.Task) {
	u.t.Helper()
	task = casework.Task{Noted: u.notedBy(by), EpisodeID: of.Episode.ID, MeetingID: meeting, Whose: casework.CoachsTask, Text: canary, DueOn: today}
	u.write(u.in(of), func(tx *store.Tx) (err error) { task, err = tx.AddTask(task); return err })
	return task
}

func (u *town) jot(of resident, by casework.Staff) (n casework.Note) {
	u.t.Helper()
	n = casework.Note{Noted: u.notedBy(by), EpisodeID: of.Episode.ID, On: today, Text: canary}
	u.write(u.in(of), func(tx *store.Tx) (err error) { n, err = tx.AddNote(n); return err })
	return n
}

// talkWith is a meeting as a form sends it, with all that can be agreed in one.
func (u *town) talkWith(client casework.UID) app.MeetingInput {
	return app.MeetingInput{
		UID: u.IDs(), Client: client,
		Note: casework.MeetingNote{Minutes: 30, Place: casework.PlaceOffice, Channel: casework.MeetingFaceToFace, Kind: casework.MeetingProfile, Text: canary},
		Tasks: []app.TaskInput{
			{UID: u.IDs(), Note: casework.TaskNote{Whose: casework.CoachsTask, Text: canary + " coach", DueOn: today.AddDays(1)}},
			{}, {UID: u.IDs(), Note: casework.TaskNote{Whose: casework.ClientsTask, Text: canary + " client"}},
		},
		Next: u.planWith(casework.UID{}),
	}
}

func (u *town) planWith(client casework.UID) app.PlanInput {
	return app.PlanInput{UID: u.IDs(), Client: client, Plan: casework.MeetingPlan{
		On: today.AddDays(7), At: "09:00", Place: casework.PlaceOffice, Channel: casework.MeetingFaceToFace, Where: canary, Kind: casework.MeetingProfile,
	}}
}

// records gives what hangs on a client's episode.
func (u *town) records(of resident) (held []casework.Meeting, planned []casework.PlannedMeeting, tasks []casework.Task) {
	u.t.Helper()
	u.see(func(tx *store.Tx) (err error) {
		ids := []int64{of.Episode.ID}
		if held, err = tx.MeetingsOfEpisodes(ids); err != nil {
			return err
		}
		if planned, err = tx.PlannedOfEpisodes(ids); err != nil {
			return err
		}
		tasks, err = tx.TasksOfEpisodes(ids)
		return err
	})
	return held, planned, tasks
}

func TestLogMeetingKeepsAllThatWasAgreed(t *testing.T) {
	inTown(t, func(u *town) {
		riikka := u.as(u.riikka)
		old := u.promise(u.joona, 0, u.riikka)
		was := u.planFor(u.joona, u.riikka, 0)
		in := u.talkWith(u.joona.UID)
		in.Note.Kind, in.Next.Plan.Kind = casework.MeetingFirst, casework.MeetingFirst // the form has one kind for both
		in.Planned, in.Done, in.Partners = was.UID, []casework.UID{old.UID}, []casework.UID{u.sami.UID}
		u.called[in.UID.String()], u.called[in.Next.UID.String()], u.called[old.UID.String()], u.called[was.UID.String()] = "meeting", "next", "old", "plan"
		u.called[in.Tasks[0].UID.String()], u.called[in.Tasks[2].UID.String()] = "first", "second"
		done, err := u.LogMeeting(u.ctx, riikka, in)
		must(t, err)
		u.wantLogged(
			asRiikka+"add|meeting|meeting|"+own+"done|first_meeting|Joona", asRiikka+"add|task|first|"+own+"done|coach|Joona", asRiikka+"add|task|second|"+own+"done|client|Joona",
			asRiikka+"correct|task|old|"+own+"done|DoneOn|Joona", asRiikka+"correct|planned_meeting|plan|"+own+"done|HeldAs|Joona",
			asRiikka+"add|planned_meeting|next|"+own+"done|profile|Joona")
		for range 2 { // sent twice, it is there once
			held, planned, tasks := u.records(u.joona)
			if len(held) != 2 || held[0].UID != in.UID || !slices.Equal(held[0].Staff, []int64{u.riikka.ID, u.sami.ID}) {
				t.Errorf("the meetings are %+v", held)
			}
			if len(planned) != 1 || planned[0].UID != in.Next.UID || planned[0].On != today.AddDays(7) {
				t.Errorf("what is planned is %+v", planned)
			}
			if len(tasks) != 3 || tasks[0].DoneOn != today || tasks[1].MeetingID != done.ID || tasks[2].Whose != casework.ClientsTask {
				t.Errorf("the tasks are %+v", tasks)
			}
			_, err = u.LogMeeting(u.ctx, riikka, in)
			must(t, err)
		}
		u.see(func(tx *store.Tx) error {
			last, err := tx.LastOf([]int64{u.joona.ID})
			if last[u.joona.ID].Meeting != today {
				t.Errorf("Joona was last met on %v", last[u.joona.ID].Meeting)
			}
			return err
		})
		in.Note.Text = "another"
		if _, err := u.LogMeeting(u.ctx, riikka, in); problem.As(err) == nil || problem.As(err).Key != app.NotedKey {
			t.Errorf("another text gives %v", err)
		}
	})
}

func TestAMeetingIsKeptWholeOrNotAtAll(t *testing.T) {
	inTown(t, func(u *town) {
		others := u.promise(u.mirja, 0, u.sami)
		before := u.contents()
		for _, row := range []struct {
			rule string
			in   func(*app.MeetingInput)
			kind problem.Kind
			key  string
		}{
			{"a task by a day that has passed, and a next meeting in the past", func(in *app.MeetingInput) {
				in.Tasks[2].Note.DueOn, in.Next.Plan.On = today.AddDays(-1), today.AddDays(-1)
			}, problem.Invalid, "task-3-due: task.due_passed, next-on: meeting.plan_passed"},
			{"another client's task ticked", func(in *app.MeetingInput) { in.Done = []casework.UID{others.UID} }, problem.NotFound, "problem.not_found"},
			{"with nobody", func(in *app.MeetingInput) { in.Client = casework.UID{} }, problem.Invalid, "client: meeting.client_missing"},
			{"without its uid", func(in *app.MeetingInput) { in.UID = casework.UID{} }, problem.Invalid, "problem.unreadable"},
			{"with a task without its uid", func(in *app.MeetingInput) { in.Tasks[0].UID = casework.UID{} }, problem.Invalid, "problem.unreadable"},
		} {
			u.row(row.rule, func() {
				in := u.talkWith(u.joona.UID)
				row.in(&in)
				_, err := u.LogMeeting(u.ctx, u.as(u.riikka), in)
				if !problem.Is(err, row.kind) || fieldsOf(err) != row.key {
					u.t.Errorf("it is refused with %v", err)
				}
				u.wantKept(before)
			})
		}
	})
}

// fieldsOf lists the fields of a refusal with their messages, or its message.
func fieldsOf(err error) string {
	p := problem.As(err)
	if p == nil || len(p.Fields) == 0 {
		if p == nil {
			return ""
		}
		return p.Key
	}
	var said []string
	for _, f := range p.Fields {
		said = append(said, f.Name+": "+f.Key)
	}
	return strings.Join(said, ", ")
}

func TestAClientWhoWaitsIsCalled(t *testing.T) {
	inTown(t, func(u *town) {
		form, err := u.MeetingForm(u.ctx, u.as(u.riikka), u.veikko.UID, casework.UID{})
		must(t, err)
		if form.Usual.Channel != casework.MeetingByPhone || form.Usual.Kind != casework.MeetingOther {
			t.Errorf("the form offers %+v", form.Usual)
		}
		in := u.talkWith(u.veikko.UID)
		done, err := u.LogMeeting(u.ctx, u.as(u.riikka), in)
		must(t, err)
		if done.EpisodeID != u.veikko.Episode.ID {
			t.Errorf("it is of episode %d", done.EpisodeID)
		}
	})
}

func TestAWithdrawnMeetingLetsThePlanWaitAgainAndTakesItsTasksAlong(t *testing.T) {
	inTown(t, func(u *town) {
		was := u.planFor(u.joona, u.riikka, -1)
		in := u.talkWith(u.joona.UID)
		in.Planned, in.Next = was.UID, app.PlanInput{}
		_, err := u.LogMeeting(u.ctx, u.as(u.riikka), in)
		must(t, err)
		_, err = u.WithdrawMeeting(u.ctx, u.as(u.riikka), because(in.UID))
		must(t, err)
		held, planned, tasks := u.records(u.joona)
		if !held[0].Withdrawn || len(planned) != 1 || planned[0].UID != was.UID {
			t.Errorf("the meeting is %+v, and what waits %+v", held[0], planned)
		}
		for _, task := range tasks {
			if !task.Withdrawn {
				t.Errorf("the task %q still stands", task.Text)
			}
		}
	})
}

func TestAMovedMeetingTakesItsTasksAlong(t *testing.T) {
	inTown(t, func(u *town) {
		was := u.planFor(u.joona, u.riikka, -1)
		in := u.talkWith(u.joona.UID)
		in.Planned, in.Next = was.UID, app.PlanInput{}
		_, err := u.LogMeeting(u.ctx, u.as(u.riikka), in)
		must(t, err)
		u.logged()
		u.called[in.UID.String()] = "meeting"
		_, err = u.MoveMeeting(u.ctx, u.as(u.riikka), because(in.UID), u.mirja.UID)
		must(t, err)
		if line := u.logged()[0]; !strings.HasSuffix(line, "move|meeting|meeting|team|coach_team|done|episode|Joona, Mirja") {
			t.Errorf("the log says %s", line)
		}
		_, joonas, left := u.records(u.joona)
		held, _, moved := u.records(u.mirja)
		if len(left) != 0 || len(moved) != 2 || held[0].UID != in.UID || len(joonas) != 1 || joonas[0].UID != was.UID {
			t.Errorf("Joona has %+v and waits for %+v; Mirja has %+v of %+v", left, joonas, moved, held)
		}
	})
}

func TestTodayHoldsWhatWasPlannedAndPromised(t *testing.T) {
	inTown(t, func(u *town) {
		passed, ahead := u.planFor(u.joona, u.riikka, -2), u.planFor(u.joona, u.riikka, 1)
		u.planFor(u.joona, u.riikka, 2) // the day after tomorrow
		u.planFor(u.mirja, u.sami, 0)   // another coach's
		own, waiting := u.promise(u.joona, 0, u.riikka), u.promise(u.veikko, 0, u.riikka)
		u.promise(u.mirja, 0, u.riikka) // of another coach's client
		day, err := u.Today(u.ctx, u.as(u.riikka))
		must(t, err)
		if len(day.Ahead) != 1 || day.Ahead[0].Planned.UID != ahead.UID || day.Ahead[0].Client.ID != u.joona.ID {
			t.Errorf("ahead is %+v", day.Ahead)
		}
		var said []string
		for _, d := range day.Due {
			switch d.Kind {
			case outcomes.DueMeeting:
				said = append(said, "meeting "+d.Planned.UID.String())
			case outcomes.DueTask:
				said = append(said, "task "+d.Task.UID.String())
			default:
				continue
			}
			if day.Clients[d.ClientID].ID == 0 {
				t.Errorf("whose is %+v?", d)
			}
		}
		slices.Sort(said)
		want := []string{"meeting " + passed.UID.String(), "task " + own.UID.String(), "task " + waiting.UID.String()}
		slices.Sort(want)
		if !slices.Equal(said, want) {
			t.Errorf("it holds %v, want %v", said, want)
		}
	})
}

func TestWherePeopleMeetIsNotListedUnderAnOrderOfNonDisclosure(t *testing.T) {
	inTown(t, func(u *town) {
		u.planFor(u.joona, u.riikka, 0)
		u.write(u.county, func(tx *store.Tx) error {
			c, err := tx.ClientByUID(u.joona.UID)
			if err == nil {
				_, err = tx.ReviseClient(c, c.WithNonDisclosure(true), "actor", "order")
			}
			return err
		})
		day, err := u.Today(u.ctx, u.as(u.riikka))
		must(t, err)
		list, err := u.ClientsList(u.ctx, u.as(u.riikka), u.joona.UID)
		must(t, err)
		for what, p := range map[string]casework.PlannedMeeting{"Today": day.Ahead[0].Planned, "the client's list": *list.Next} {
			if p.Place != "" || p.Where != "" {
				t.Errorf("%s tells where: %+v", what, p)
			}
		}
		page, err := u.MeetingForm(u.ctx, u.as(u.riikka), casework.UID{}, casework.UID{})
		must(t, err)
		if page.Waiting[0].Planned.Where != "" {
			t.Error("the list to choose from tells where")
		}
	})
}

func TestWhatWasWrittenIsForTheTeamAlone(t *testing.T) {
	inTown(t, func(u *town) {
		m := u.meetIn(u.eero, u.elina, -2)
		u.promise(u.eero, m.ID, u.elina)
		u.jot(u.eero, u.elina)
		for _, row := range []struct {
			who   casework.Staff
			reads bool
		}{{u.elina, true}, {u.kaisa, false}} {
			page, err := u.Client(u.ctx, u.as(row.who), u.eero.UID)
			must(t, err)
			texts, agreed := 0, 0
			for _, e := range page.Timeline {
				if e.Note != nil || e.Meeting != nil && e.Meeting.Text != "" {
					texts++
				}
				agreed += len(e.Agreed)
			}
			if row.reads != (texts == 2) || !row.reads && texts != 0 || agreed != 1 || len(page.Tasks) != 1 {
				t.Errorf("%s reads %d texts and sees %d tasks", row.who.Name, texts, agreed)
			}
		}
	})
}
