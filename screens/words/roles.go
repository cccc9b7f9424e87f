package words

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// Role names a role.
func Role(role app.Role) string {
	switch role {
	case app.Counter:
		return lang.X("role.counter", "Counter clerk")
	case app.Manager:
		return Field("manager")
	case app.Supervisor:
		return lang.X("role.supervisor", "Supervisor")
	case app.Trainer:
		return lang.X("role.trainer", "Trainer")
	case app.Appraiser:
		return lang.X("role.appraiser", "Appraisal group")
	case app.Secretary:
		return lang.X("role.secretary", "Committee secretary")
	case app.Leader:
		return lang.X("role.leader", "Leader")
	case app.Admin:
		return lang.X("role.admin", "Administrator")
	case app.Auditor:
		return lang.X("role.auditor", "Auditor")
	case app.Sole:
		return lang.X("role.sole", "Sole user")
	}
	return string(role)
}

// Roles names roles, one behind the other.
func Roles(roles []app.Role) string {
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = Role(role)
	}
	return strings.Join(names, lang.X("list.separator", ", "))
}
