package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"sijoita/casework"
	"sijoita/internal/store"
)

func (w world) meeting(on string, episode int64) casework.Meeting {
	return casework.Meeting{
		Noted: noted(), EpisodeID: episode, On: casework.MustDay(on), At: "14:30", Minutes: 45, Staff: []int64{w.coach.ID, w.second.ID},
		Place: casework.PlaceOffice, Channel: casework.MeetingFaceToFace, Kind: casework.MeetingProfile, Text: "CV aloitettiin.",
	}
}

func (w world) planned(on string, at casework.TimeOfDay, staff ...int64) casework.PlannedMeeting {
	return casework.PlannedMeeting{
		Noted: noted(), EpisodeID: w.episodes[0].ID, On: casework.MustDay(on), At: at, Place: casework.PlaceCommunity,
		Channel: casework.MeetingFaceToFace, Where: "Kahvila Kulma", Kind: casework.MeetingJobSearch, Staff: staff,
	}
}

func (w world) task(episode, meeting int64, text string) casework.Task {
	return casework.Task{Noted: noted(), EpisodeID: episode, MeetingID: meeting, Whose: casework.ClientsTask, Text: text, DueOn: casework.MustDay("2026-11-30")}
}

// same compares two records, whole.
func same[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); g != w {
		t.Errorf("%s is\n%s\nwant\n%s", what, g, w)
	}
}

func TestMeetingsAreKeptAndRevised(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		var first, second casework.Meeting
		write(t, db, w.county, func(tx *store.Tx) (err error) {
			first, err = tx.AddMeeting(w.meeting("2026-11-19", w.episodes[0].ID))
			return err
		})
		read(t, db, w.county, func(tx *store.Tx) error {
			byUID, err := tx.MeetingByUID(first.UID)
			same(t, "what is kept", byUID, first)
			byID, err2 := tx.MeetingByID(first.ID)
			same(t, "what is found by its key", byID, first)
			return errors.Join(err, err2)
		})
		write(t, db, w.county, func(tx *store.Tx) (err error) {
			changed := first
			changed.Staff, changed.Text = []int64{w.second.ID}, "CV valmis."
			second, err = tx.ReviseMeeting(first, changed, "actor", "tarkennus")
			return err
		})
		read(t, db, w.county, func(tx *store.Tx) error {
			now, err := tx.MeetingByUID(first.UID)
			same(t, "the present text", now, second)
			old, err2 := tx.Revisions("meeting", first.ID)
			if len(old) != 1 || !strings.Contains(string(old[0].Body), "CV aloitettiin.") {
				t.Errorf("the old text is %+v", old)
			}
			return errors.Join(err, err2)
		})
		err := db.Write(t.Context(), w.county, moment, func(tx *store.Tx) error {
			_, err := tx.ReviseMeeting(first, second, "actor", "from a stale page")
			return err
		})
		if !errors.Is(err, store.ErrStale) {
			t.Errorf("correcting the old text again gives %v, want ErrStale", err)
		}
	})
}

// TestPlannedMeetingsOfAPersonWaitUntilNoted lists whose they are, by the day
// and time, and leaves out those that are done with.
func TestPlannedMeetingsOfAPersonWaitUntilNoted(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		late := w.planned("2026-11-20", "10:00", w.coach.ID)
		noon := w.planned("2026-11-23", "12:00", w.second.ID, w.coach.ID)
		morning := w.planned("2026-11-23", "09:00", w.coach.ID)
		next := w.planned("2026-11-25", "", w.coach.ID)
		others := w.planned("2026-11-23", "", w.second.ID)
		cancelled, held, withdrawn := w.planned("2026-11-23", "", w.coach.ID), w.planned("2026-11-23", "", w.coach.ID), w.planned("2026-11-23", "", w.coach.ID)
		cancelled.CancelledOn, withdrawn.Withdrawn = casework.MustDay("2026-11-22"), true
		write(t, db, w.county, func(tx *store.Tx) error {
			m, err := tx.AddMeeting(w.meeting("2026-11-23", w.episodes[0].ID))
			held.HeldAs = m.ID
			for _, p := range []*casework.PlannedMeeting{&late, &noon, &morning, &next, &others, &cancelled, &held, &withdrawn} {
				if err == nil {
					*p, err = tx.AddPlanned(*p)
				}
			}
			return err
		})
		read(t, db, w.county, func(tx *store.Tx) error {
			mine, err := tx.PlannedOfStaff(w.coach.ID, casework.MustDay("2026-11-24"))
			same(t, "the coach's until tomorrow", mine, []casework.PlannedMeeting{late, morning, noon})
			all, err2 := tx.PlannedOfEpisodes([]int64{w.episodes[0].ID, w.episodes[1].ID})
			same(t, "the client's", all, []casework.PlannedMeeting{late, others, morning, noon, next})
			of, err3 := tx.PlannedHeldAs(held.HeldAs)
			same(t, "what was held", of, []casework.PlannedMeeting{held})
			one, err4 := tx.PlannedByUID(noon.UID)
			same(t, "one of them", one, noon)
			return errors.Join(err, err2, err3, err4)
		})
		write(t, db, w.county, func(tx *store.Tx) error {
			changed := noon
			changed.On, changed.Staff = casework.MustDay("2026-12-01"), []int64{w.second.ID}
			_, err := tx.RevisePlanned(noon, changed, "actor", "siirto")
			return err
		})
		read(t, db, w.county, func(tx *store.Tx) error {
			mine, err := tx.PlannedOfStaff(w.coach.ID, casework.MustDay("2026-12-31"))
			same(t, "the coach's when one has been moved to the other", mine, []casework.PlannedMeeting{late, morning, next})
			return err
		})
	})
}

func TestTasksAndNotesAreKept(t *testing.T) {
	each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		e := w.episodes[0].ID
		note := casework.Note{Noted: noted(), EpisodeID: e, On: casework.MustDay("2026-11-19"), Text: "Soitti."}
		var agreed, between, done, elsewhere casework.Task
		write(t, db, w.county, func(tx *store.Tx) error {
			m, err := tx.AddMeeting(w.meeting("2026-11-19", e))
			agreed, between, done, elsewhere = w.task(e, m.ID, "Tuo CV"), w.task(e, 0, "Soita"), w.task(e, m.ID, "Tehty"), w.task(w.episodes[1].ID, 0, "Muu")
			done.DoneOn = casework.MustDay("2026-11-20")
			for _, one := range []*casework.Task{&agreed, &between, &done, &elsewhere} {
				if err == nil {
					*one, err = tx.AddTask(*one)
				}
			}
			if err == nil {
				note, err = tx.AddNote(note)
			}
			return err
		})
		read(t, db, w.county, func(tx *store.Tx) error {
			all, err := tx.TasksOfEpisodes([]int64{e})
			same(t, "the tasks", all, []casework.Task{agreed, between, done})
			open, err2 := tx.OpenTasksOfEpisodes([]int64{e, w.episodes[1].ID})
			same(t, "the open ones", open, []casework.Task{agreed, between, elsewhere})
			by, err5 := tx.OpenTasksBy(0)
			same(t, "the open ones that nobody is named for", by, open)
			of, err3 := tx.TasksOfMeeting(agreed.MeetingID)
			same(t, "the meeting's", of, []casework.Task{agreed, done})
			notes, err4 := tx.NotesOfEpisodes([]int64{e})
			same(t, "the notes", notes, []casework.Note{note})
			return errors.Join(err, err2, err3, err4, err5)
		})
		write(t, db, w.county, func(tx *store.Tx) error {
			_, err := tx.ReviseTask(agreed, casework.TickTask(agreed, casework.MustDay("2026-11-21")), "actor", "tehty")
			changed := note
			changed.Withdrawn = true
			_, err2 := tx.ReviseNote(note, changed, "actor", "väärä asiakas")
			return errors.Join(err, err2)
		})
		read(t, db, w.county, func(tx *store.Tx) error {
			task, err := tx.TaskByUID(agreed.UID)
			kept, err2 := tx.NoteByUID(note.UID)
			if task.Open() || task.Revision != 2 || !kept.Withdrawn || kept.Text != note.Text {
				t.Errorf("the task is %+v, the note %+v", task, kept)
			}
			return errors.Join(err, err2)
		})
	})
}
