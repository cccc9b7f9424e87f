package rowset

// #include "rowset.h"
import "C"

import (
	"fmt"

	"github.com/mattn/go-sqlite3"
)

// KeepPlans lets the statements of a connection keep their plans whatever is asked
// with them. SQLite would otherwise plan a statement anew for other values, and
// the driver, which takes the values away after each question, makes it do so each
// time: most of what a small question costs.
func KeepPlans(c *sqlite3.SQLiteConn) error {
	db, err := connection(c)
	if err != nil {
		return err
	}
	if code := C.lamp_keep_plans(db); code != 0 {
		return fmt.Errorf("SQLite does not keep its plans: %d", int(code))
	}
	return nil
}
