package app

import (
	"fmt"
	"slices"
)

// Role is what a person does here; it carries rights.
type Role string

// The roles of the company, and the one of a file that has no sign-in yet.
const (
	Counter    Role = "counter"    // 柜员
	Manager    Role = "manager"    // 客户经理
	Supervisor Role = "supervisor" // 管理人员
	Trainer    Role = "trainer"    // 培训师
	Appraiser  Role = "appraiser"  // 考评组
	Secretary  Role = "secretary"  // 委员会秘书
	Leader     Role = "leader"     // 所长/领导
	Admin      Role = "admin"      // 管理员
	Auditor    Role = "auditor"    // 审计
	Sole       Role = "sole"       // the one user of a file without sign-in: may everything
)

// Roles lists the roles a person can be given, in the order of the table of
// permissions.
func Roles() []Role {
	return []Role{Counter, Manager, Supervisor, Trainer, Appraiser, Secretary, Leader, Admin, Auditor}
}

// Actor is who does something: the person, the unit and the rights that go
// with it. Every verb takes one.
type Actor struct {
	Staff StaffID
	Name  string
	Unit  OrgUnitID
	Area  Area // where records this person makes belong
	Roles []Role

	Witness StaffID     // the second person of an act that needs two; zero: nobody
	Pass    WitnessPass // what that person left behind; good for one act

	clear bool // see InClear
}

// May refuses with ErrNotAllowed unless one of the actor's roles has the right.
func (a Actor) May(right Right) error {
	for _, role := range a.Roles {
		if role == Sole || slices.Contains(rights[role], right) {
			return nil
		}
	}
	return fmt.Errorf("%w: %s", ErrNotAllowed, right)
}

// is reports whether the actor has one of the roles.
func (a Actor) is(roles ...Role) bool {
	return slices.ContainsFunc(a.Roles, func(r Role) bool { return slices.Contains(roles, r) })
}

// SeesClear reports whether nothing is masked for the actor: in a file that
// nobody signs in to.
func (a Actor) SeesClear() bool { return a.clear || slices.Contains(a.Roles, Sole) }

// InClear is the actor as the store reads for him what it has judged he may take
// out in clear. No screen asks for it.
func (a Actor) InClear() Actor {
	a.clear = true
	return a
}

// RevealsOwnOnly reports whether the actor may see protected fields of his own
// customers alone: a manager who is nothing else.
func (a Actor) RevealsOwnOnly() bool {
	for _, role := range a.Roles {
		if role == Sole || role != Manager && slices.Contains(rights[role], RevealFields) {
			return false
		}
	}
	return true
}
