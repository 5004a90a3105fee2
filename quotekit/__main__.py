"""`python -m quotekit`: the command line, where no script is installed.

In: arguments. Out: what the command says. Never imported by anything.
"""

from quotekit.cli import main

if __name__ == "__main__":
    main()
