package store

import (
	"slices"

	"sijoita/casework"
)

var referrals = table[casework.Referral]{
	name: "referral",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, client, programme, team, episode, pathway, asked_on," +
		" care_team, referrer, wish, employed, rehabilitation, job_seeker, interpreter, notes, agreed, met_on, likeness," +
		" received_on, received_by, expected_on, dropped_on, drop_reason, care_contact," +
		" own_nurse, own_nurse_name, motives, coach_wish, presented_on",
	order:  "id",
	record: func(r *casework.Referral) *casework.Record { return &r.Record },
	values: func(tx *Tx, r casework.Referral) []any {
		return []any{r.UID, tx.County, orNull(r.SenderID), r.Revision, r.RecordedBy, r.RecordedAt, r.Withdrawn,
			r.ClientID, r.ProgrammeID, r.TeamID, ref(r.EpisodeID).value(), r.Pathway, r.AskedOn,
			ref(r.CareTeamID).value(), ref(r.ReferrerID).value(), r.Wish, r.Employed, r.Rehabilitation, r.JobSeeker, r.Interpreter,
			r.Notes, r.Agreed, r.MetOn, r.Likeness,
			r.ReceivedOn, ref(r.ReceivedBy).value(), r.ExpectedOn, r.DroppedOn, r.DropReason, r.CareContact,
			ref(r.OwnNurseID).value(), r.OwnNurseName, spaced(r.Motives), r.CoachWish, r.PresentedOn}
	},
	scan: func(scan func(...any) error) (r casework.Referral, err error) {
		var county int64
		var motives string
		err = scan(&r.ID, &r.UID, &county, optional(&r.SenderID), &r.Revision, &r.RecordedBy, &r.RecordedAt, &r.Withdrawn,
			&r.ClientID, &r.ProgrammeID, &r.TeamID, key(&r.EpisodeID), &r.Pathway, &r.AskedOn,
			key(&r.CareTeamID), key(&r.ReferrerID), &r.Wish, &r.Employed, &r.Rehabilitation, &r.JobSeeker, &r.Interpreter,
			&r.Notes, &r.Agreed, &r.MetOn, &r.Likeness,
			&r.ReceivedOn, key(&r.ReceivedBy), &r.ExpectedOn, &r.DroppedOn, &r.DropReason, &r.CareContact,
			key(&r.OwnNurseID), &r.OwnNurseName, &motives, &r.CoachWish, &r.PresentedOn)
		r.Motives = unspaced[casework.Motive](motives)
		return r, err
	},
}

// ReferralByUID gives one referral, or ErrNotFound.
func (tx *Tx) ReferralByUID(uid casework.UID) (casework.Referral, error) {
	return referrals.byUID(tx, uid)
}

// ReferralUIDs gives the uids of referrals by key.
func (tx *Tx) ReferralUIDs(ids []int64) (map[int64]casework.UID, error) {
	uids := make(map[int64]casework.UID, len(ids))
	for part := range slices.Chunk(ids, chunk) {
		marks, args := in([]any{tx.County}, part)
		rows, err := list(tx, func(scan func(...any) error) (r casework.Record, err error) { return r, scan(&r.ID, &r.UID) },
			"SELECT id, uid FROM referral WHERE +county = $1 AND id IN ("+marks+")", args...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			uids[r.ID] = r.UID
		}
	}
	return uids, nil
}

// ReferralsOfClients lists all the clients' referrals, written, asked for and
// dropped, the oldest first.
func (tx *Tx) ReferralsOfClients(ids []int64) ([]casework.Referral, error) {
	return referralsIn(tx, "client", ids)
}

// ReferralsOfEpisodes lists the referrals that the episodes began with; one
// that came without a record of it has none.
func (tx *Tx) ReferralsOfEpisodes(ids []int64) ([]casework.Referral, error) {
	return referralsIn(tx, "episode", ids)
}

func referralsIn(tx *Tx, column string, ids []int64) ([]casework.Referral, error) {
	var all []casework.Referral
	for part := range slices.Chunk(ids, chunk) {
		marks, args := in([]any{tx.County}, part)
		some, err := referrals.where(tx, column+" IN ("+marks+")", args[1:]...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// AskedReferrals lists what the teams have asked for or the care teams were
// asked to write, and what is not written: waiting and dropped, the oldest first.
func (tx *Tx) AskedReferrals(teams, careTeams []int64) ([]casework.Referral, error) {
	args := []any{tx.County}
	ofTeams, args := in(args, teams)
	ofCareTeams, args := in(args, careTeams)
	return referrals.where(tx, "asked_on IS NOT NULL AND episode IS NULL AND NOT withdrawn AND"+
		" (team IN ("+ofTeams+") OR care_team IN ("+ofCareTeams+"))", args[1:]...)
}

// AddReferral adds a referral. A uid that is there, or a second one of an
// episode, is ErrTaken.
func (tx *Tx) AddReferral(r casework.Referral) (casework.Referral, error) {
	all := []casework.Referral{r}
	err := referrals.add(tx, all)
	return all[0], err
}

// ReviseReferral puts the changed referral in the place of the old one; see table.revise.
func (tx *Tx) ReviseReferral(old, changed casework.Referral, actor, reason string) (casework.Referral, error) {
	err := referrals.revise(tx, old, &changed, actor, reason)
	return changed, err
}

// ClientsBornOn lists the clients born on the day, without records that are
// merged into another.
func (tx *Tx) ClientsBornOn(day casework.Day) ([]casework.Client, error) {
	return clients.where(tx, "county = $1 AND birth_on = $2 AND merged_into IS NULL", day)
}

// ClientsNamed lists the clients with the name, written in any case, who were
// born in the year of the day, likewise.
func (tx *Tx) ClientsNamed(given, family string, born casework.Day) ([]casework.Client, error) {
	year := born.Time().Year()
	return clients.where(tx, "county = $1 AND birth_on >= $2 AND birth_on <= $3 AND folded = $4 AND merged_into IS NULL",
		casework.Date(year, 1, 1), casework.Date(year, 12, 31), casework.Fold(family+" "+given))
}
