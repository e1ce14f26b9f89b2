"""`python -m plusone` is the `plusone` command, also where the package is not installed."""

from plusone.cli.main import main

raise SystemExit(main())
