package access

import "sijoita/casework"

// Key names what the action is called.
func (a Action) Key() string { return "access.action." + string(a) }

// RefusedKey names the sentence that says why a person may not do the action,
// and who may.
func (a Action) RefusedKey() string { return "access.refused." + string(a) }

// Key names what the relation is called.
func (r Relation) Key() string { return "access.relation." + string(r) }

// NothingKey names what is said of a role without rules.
const NothingKey = "access.nothing"

// BasisKey names the sentence that says what a policy allows, by its id.
func BasisKey(id string) string { return "access.basis." + id }

// RoleKey names what a role is called, those of the policies included that no
// person can hold.
func RoleKey(role casework.Role) string {
	switch role {
	case RoleOperator:
		return "access.role.operator"
	case RoleSystem:
		return "access.role.system"
	case RoleEveryone:
		return "access.role.everyone"
	}
	return "role." + string(role)
}
