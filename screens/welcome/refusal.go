package welcome

import (
	"errors"

	"lamplighter/app"
)

func asRefusal(err error) (*app.Refusal, bool) { return errors.AsType[*app.Refusal](err) }
