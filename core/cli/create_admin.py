"""`create_admin`: the first administrator, who can then give roles to others."""

import argparse
import getpass
import sys

NAME = "create_admin"
HELP = "Create an administrator who may manage roles. The password is asked for, or read from standard input."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who it is; the password never stands on the command line, where others could read it."""
    parser.add_argument("--email", required=True, help="address to sign in with")
    parser.add_argument("--name", required=True, help="name to be called by")
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input, one line")


def run(arguments: argparse.Namespace) -> int:
    """Open the account, confirmed at once: whoever runs commands here needs no mail."""
    from core import database
    from core.accounts import registration
    from core.accounts.passwords import MIN_CHARACTERS_FOR_STAFF
    from core.transaction import transaction

    if arguments.password_stdin or not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = getpass.getpass(f"Password (at least {MIN_CHARACTERS_FOR_STAFF} characters): ")
    database.connect()
    with transaction() as session:
        created = registration.register_admin(
            session, email=arguments.email, display_name=arguments.name, password=password
        )
    print(f"Administrator {created.user_id} created.")
    return 0
