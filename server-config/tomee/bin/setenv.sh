# TomEE for Gatehouse: copy to $CATALINA_BASE/bin/setenv.sh; catalina.sh reads it at each start.

# The data directory; only the user who runs TomEE needs access.
: "${GATEHOUSE_HOME:=/var/lib/gatehouse}"
export GATEHOUSE_HOME

# In the POSIX locale, which service managers give, Java reads nothing but ASCII from the environment.
: "${LC_ALL:=C.UTF-8}"
export LC_ALL

# Heap for Gatehouse and a few applications. A server that has lost a thread to lack of memory is
# better ended, and started anew by the service manager.
CATALINA_OPTS="-Xmx512m -XX:+ExitOnOutOfMemoryError ${CATALINA_OPTS:-}"

# What TomEE writes is nobody else's to read.
UMASK=0077
