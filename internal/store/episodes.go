package store

import (
	"fmt"
	"slices"
	"strings"

	"sijoita/casework"
)

var episodes = table[casework.Episode]{
	name: "episode",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, client, programme, team, pathway," +
		" referred_on, referring_unit, cancelled_on, cancel_reason, started_on, employed_at_start, ended_on, end_reason," +
		" agreement_on, initiative, situation, handed_to, care_team_told, way_back_told, closing_summary",
	order:  "referred_on, id",
	record: func(e *casework.Episode) *casework.Record { return &e.Record },
	values: func(tx *Tx, e casework.Episode) []any {
		return []any{e.UID, tx.County, orNull(e.SenderID), e.Revision, e.RecordedBy, e.RecordedAt, e.Withdrawn,
			e.ClientID, e.ProgrammeID, e.TeamID, e.Pathway, e.ReferredOn, ref(e.ReferringUnitID).value(), e.CancelledOn, e.CancelReason,
			e.StartedOn, e.EmployedAtStart, e.EndedOn, e.EndReason,
			e.AgreementOn, e.Closing.Initiative, e.Closing.Situation, e.Closing.HandedTo, e.Closing.CareTeamTold, e.Closing.WayBackTold, e.Closing.Summary}
	},
	scan: func(scan func(...any) error) (e casework.Episode, err error) {
		var county int64
		return e, scan(&e.ID, &e.UID, &county, optional(&e.SenderID), &e.Revision, &e.RecordedBy, &e.RecordedAt, &e.Withdrawn,
			&e.ClientID, &e.ProgrammeID, &e.TeamID, &e.Pathway, &e.ReferredOn, key(&e.ReferringUnitID), &e.CancelledOn, &e.CancelReason,
			&e.StartedOn, &e.EmployedAtStart, &e.EndedOn, &e.EndReason,
			&e.AgreementOn, &e.Closing.Initiative, &e.Closing.Situation, &e.Closing.HandedTo, &e.Closing.CareTeamTold, &e.Closing.WayBackTold, &e.Closing.Summary)
	},
	addChildren:  addEpisodeRows,
	readChildren: readEpisodeRows,
	dropChildren: func(tx *Tx, id int64) error {
		for _, rows := range []string{"episode_coach", "episode_care_team", "pause"} {
			if _, err := tx.exec("DELETE FROM "+rows+" WHERE episode = $1", id); err != nil {
				return err
			}
		}
		return nil
	},
}

func addEpisodeRows(tx *Tx, all []casework.Episode) error {
	var coaches, careTeams, pauses [][]any
	for _, e := range all {
		for _, c := range e.Coaches {
			coaches = append(coaches, []any{tx.County, e.ID, c.ID, c.From, c.To})
		}
		for _, c := range e.CareTeams {
			careTeams = append(careTeams, []any{tx.County, e.ID, c.ID, c.From, c.To})
		}
		for _, p := range e.Pauses {
			pauses = append(pauses, []any{tx.County, e.ID, p.From, p.To, p.Reason, p.CheckOn, p.Contact})
		}
	}
	if err := addRows(tx, "episode_coach", "county, episode, staff, from_on, to_on", coaches); err != nil {
		return err
	}
	if err := addRows(tx, "episode_care_team", "county, episode, care_team, from_on, to_on", careTeams); err != nil {
		return err
	}
	return addRows(tx, "pause", "county, episode, from_on, to_on, reason, check_on, contact", pauses)
}

// episodeCourses is episodes with no more than tells where they stand on a day,
// and with whom: for counting many.
var episodeCourses = table[casework.Episode]{
	name:    "episode",
	columns: "uid, sender_id, withdrawn, client, programme, team, referred_on, cancelled_on, started_on, ended_on",
	order:   episodes.order,
	record:  episodes.record,
	scan: func(scan func(...any) error) (e casework.Episode, err error) {
		return e, scan(&e.ID, &e.UID, optional(&e.SenderID), &e.Withdrawn, &e.ClientID, &e.ProgrammeID, &e.TeamID, &e.ReferredOn, &e.CancelledOn,
			&e.StartedOn, &e.EndedOn)
	},
	readChildren: func(tx *Tx, all []casework.Episode, of string, args []any) error {
		place := index(all, func(e *casework.Episode) int64 { return e.ID })
		if err := readCoaches(tx, place, of, args); err != nil {
			return err
		}
		var open []int64 // what has ended is paused no more
		for _, e := range all {
			if e.EndedOn.IsZero() || e.EndedOn.After(casework.DayAt(tx.Now)) {
				open = append(open, e.ID)
			}
		}
		for part := range slices.Chunk(open, chunk) {
			of, args := in(nil, part)
			if err := readPauses(tx, place, of, args); err != nil {
				return err
			}
		}
		return nil
	},
}

func readEpisodeRows(tx *Tx, all []casework.Episode, of string, args []any) error {
	place := index(all, func(e *casework.Episode) int64 { return e.ID })
	if err := readCoaches(tx, place, of, args); err != nil {
		return err
	}
	careTeams, err := datedRows(tx, "episode_care_team", "care_team", of, args)
	if err != nil {
		return err
	}
	for _, r := range careTeams {
		place[r.episode].CareTeams = append(place[r.episode].CareTeams, r.dated)
	}
	return readPauses(tx, place, of, args)
}

type datedRow struct {
	episode int64
	dated   casework.Dated
}

func datedRows(tx *Tx, table, column, of string, args []any) ([]datedRow, error) {
	return list(tx, func(scan func(...any) error) (r datedRow, err error) {
		return r, scan(&r.episode, &r.dated.ID, &r.dated.From, &r.dated.To)
	}, "SELECT episode, "+column+", from_on, to_on FROM "+table+" WHERE episode IN ("+of+") ORDER BY id", args...)
}

func readCoaches(tx *Tx, place map[int64]*casework.Episode, of string, args []any) error {
	coaches, err := datedRows(tx, "episode_coach", "staff", of, args)
	for _, r := range coaches {
		place[r.episode].Coaches = append(place[r.episode].Coaches, r.dated)
	}
	return err
}

func readPauses(tx *Tx, place map[int64]*casework.Episode, of string, args []any) error {
	type pauseRow struct {
		episode int64
		pause   casework.Pause
	}
	pauses, err := list(tx, func(scan func(...any) error) (r pauseRow, err error) {
		return r, scan(&r.episode, &r.pause.From, &r.pause.To, &r.pause.Reason, &r.pause.CheckOn, &r.pause.Contact)
	}, "SELECT episode, from_on, to_on, reason, check_on, contact FROM pause WHERE episode IN ("+of+") ORDER BY id", args...)
	for _, r := range pauses {
		place[r.episode].Pauses = append(place[r.episode].Pauses, r.pause)
	}
	return err
}

// EpisodeByUID gives one episode, or ErrNotFound.
func (tx *Tx) EpisodeByUID(uid casework.UID) (casework.Episode, error) {
	return episodes.byUID(tx, uid)
}

// EpisodeByID gives one episode, or ErrNotFound.
func (tx *Tx) EpisodeByID(id int64) (casework.Episode, error) { return episodes.byID(tx, id) }

// EpisodesByID lists the episodes with the keys.
func (tx *Tx) EpisodesByID(ids []int64) ([]casework.Episode, error) {
	var all []casework.Episode
	for part := range slices.Chunk(ids, chunk) {
		marks, args := in([]any{tx.County}, part)
		some, err := episodes.where(tx, "id IN ("+marks+")", args[1:]...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// EpisodesOfClients lists all the clients' episodes, the oldest first, withdrawn ones too.
func (tx *Tx) EpisodesOfClients(ids []int64) ([]casework.Episode, error) {
	var all []casework.Episode
	for part := range slices.Chunk(ids, chunk) {
		marks, args := in([]any{tx.County}, part)
		some, err := episodes.where(tx, "client IN ("+marks+")", args[1:]...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// EpisodesOfProgramme lists a programme's episodes.
func (tx *Tx) EpisodesOfProgramme(id int64) ([]casework.Episode, error) {
	return episodes.where(tx, "programme = $2", id)
}

// Near says whose episodes are asked for: of the clients who have, or had, one
// in one of the teams, with one of the care teams or with one of the coaches.
type Near struct {
	Teams, CareTeams, Coaches []int64
	State                     NearState
	On                        casework.Day // with a State
}

// NearState narrows Near down to clients with such an episode there. Most
// episodes are over, and most pages are about the others.
type NearState int

// The states.
const (
	EveryEpisode NearState = iota
	NotOver                // waiting, going on or paused on the day
	Waiting                // referred and neither started nor cancelled on the day
)

// condition is what the episode e meets in the state, the day being the
// parameter of the number; see casework.Episode.StateOn.
func (s NearState) condition(day int) string {
	cancelled := fmt.Sprintf("(e.cancelled_on IS NULL OR e.cancelled_on > $%d", day)
	switch s {
	case NotOver:
		return fmt.Sprintf(" AND (e.ended_on IS NULL OR e.ended_on > $%[1]d OR e.started_on IS NULL OR e.started_on > $%[1]d) AND "+
			cancelled+" OR e.started_on <= $%[1]d)", day)
	case Waiting:
		return fmt.Sprintf(" AND (e.started_on IS NULL OR e.started_on > $%d) AND "+cancelled+")", day)
	}
	return ""
}

// EpisodesNear lists every episode of the clients near: what is needed to tell
// which of them are a client's newest.
func (tx *Tx) EpisodesNear(near Near) ([]casework.Episode, error) { return tx.near(episodes, near) }

// CoursesNear is EpisodesNear for counting: of each episode it tells the client,
// the programme, the team, the coaches, the days of the referral, the start and
// the end, of one that has not ended the pauses, and nothing else.
func (tx *Tx) CoursesNear(near Near) ([]casework.Episode, error) {
	return tx.near(episodeCourses, near)
}

func (tx *Tx) near(as table[casework.Episode], near Near) ([]casework.Episode, error) {
	args := []any{tx.County}
	if near.State != EveryEpisode {
		args = append(args, near.On)
	}
	state := near.State.condition(len(args))
	var among []string
	add := func(ids []int64, query string) {
		if len(ids) > 0 {
			var marks string
			marks, args = in(args, ids)
			among = append(among, fmt.Sprintf(query, marks)+state)
		}
	}
	add(near.Teams, "SELECT e.client FROM episode e WHERE e.team IN (%s)")
	add(near.CareTeams, "SELECT e.client FROM episode_care_team t JOIN episode e ON e.id = t.episode WHERE t.care_team IN (%s)")
	add(near.Coaches, "SELECT e.client FROM episode_coach c JOIN episode e ON e.id = c.episode WHERE c.staff IN (%s)")
	if len(among) == 0 {
		return nil, nil
	}
	return as.where(tx, "client IN ("+strings.Join(among, " UNION ")+")", args[1:]...)
}

// Episodes lists every episode of the county.
func (tx *Tx) Episodes() ([]casework.Episode, error) { return episodes.where(tx, "1 = 1") }

// AddEpisode adds an episode with its coaches, care teams and pauses.
func (tx *Tx) AddEpisode(e casework.Episode) (casework.Episode, error) {
	all := []casework.Episode{e}
	err := episodes.add(tx, all)
	return all[0], err
}

// ReviseEpisode puts the changed episode in the place of the old one; see table.revise.
func (tx *Tx) ReviseEpisode(old, changed casework.Episode, actor, reason string) (casework.Episode, error) {
	err := episodes.revise(tx, old, &changed, actor, reason)
	return changed, err
}
