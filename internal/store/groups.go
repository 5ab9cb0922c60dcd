package store

import (
	"strings"

	"sijoita/casework"
)

var groupActions = table[casework.GroupAction]{
	name: "group_action",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, service_note, what, municipality, staff, who, due_on," +
		" state, closed_on, outcome",
	order:  "id",
	record: func(a *casework.GroupAction) *casework.Record { return &a.Record },
	values: func(tx *Tx, a casework.GroupAction) []any {
		return []any{a.UID, tx.County, orNull(a.SenderID), a.Revision, a.RecordedBy, a.RecordedAt, a.Withdrawn, a.NoteID, a.What, a.Municipality,
			ref(a.StaffID).value(), a.Who, a.DueOn, a.State, a.ClosedOn, a.Outcome}
	},
	scan: func(scan func(...any) error) (a casework.GroupAction, err error) {
		var county int64
		return a, scan(&a.ID, &a.UID, &county, optional(&a.SenderID), &a.Revision, &a.RecordedBy, &a.RecordedAt, &a.Withdrawn, &a.NoteID, &a.What,
			&a.Municipality, key(&a.StaffID), &a.Who, &a.DueOn, &a.State, &a.ClosedOn, &a.Outcome)
	},
}

// GroupActionByUID gives one action of a group, or ErrNotFound.
func (tx *Tx) GroupActionByUID(uid casework.UID) (casework.GroupAction, error) {
	return groupActions.byUID(tx, uid)
}

// GroupMeetingsOf lists the meetings of all of a team's groups, the oldest first,
// withdrawn ones too.
func (tx *Tx) GroupMeetingsOf(team int64) ([]casework.ServiceNote, error) {
	kinds := make([]string, len(casework.GroupKinds))
	for i, kind := range casework.GroupKinds {
		kinds[i] = "'" + string(kind) + "'"
	}
	return serviceNotes.where(tx, "team = $2 AND kind IN ("+strings.Join(kinds, ", ")+")", team)
}

// GroupActionsOf lists the actions of a team's groups in the order in which they
// were agreed on; those of a withdrawn meeting are not among them, withdrawn
// actions are.
func (tx *Tx) GroupActionsOf(team int64) ([]casework.GroupAction, error) {
	return groupActions.where(tx, "service_note IN (SELECT id FROM service_note WHERE team = $2 AND NOT withdrawn)", team)
}

// openDated is of the actions that wait for a day: open, of a meeting that stands.
const openDated = ` AND state = 'open' AND NOT withdrawn AND due_on IS NOT NULL
	AND EXISTS (SELECT 1 FROM service_note n WHERE n.id = group_action.service_note AND NOT n.withdrawn)`

// OpenGroupActionsOfTeam lists the open actions of a team's groups that have a day.
func (tx *Tx) OpenGroupActionsOfTeam(team int64) ([]casework.GroupAction, error) {
	return groupActions.where(tx, "service_note IN (SELECT id FROM service_note WHERE team = $2)"+openDated, team)
}

// OpenGroupActionsOfStaff lists the open actions with a day that one person is to
// do, of whatever team's group.
func (tx *Tx) OpenGroupActionsOfStaff(staff int64) ([]casework.GroupAction, error) {
	return groupActions.where(tx, "staff = $2"+openDated, staff)
}

// AddGroupAction adds one. A uid that is there is ErrTaken.
func (tx *Tx) AddGroupAction(a casework.GroupAction) (casework.GroupAction, error) {
	all := []casework.GroupAction{a}
	err := groupActions.add(tx, all)
	return all[0], err
}

// AddGroupActions adds them.
func (tx *Tx) AddGroupActions(all []casework.GroupAction) error { return groupActions.add(tx, all) }

// ReviseGroupAction puts the changed one in the place of the old; see table.revise.
func (tx *Tx) ReviseGroupAction(old, changed casework.GroupAction, actor, reason string) (casework.GroupAction, error) {
	err := groupActions.revise(tx, old, &changed, actor, reason)
	return changed, err
}
