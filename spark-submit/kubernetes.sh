#!/usr/bin/env bash
# Runs a command of mscon on Kubernetes through spark-submit, and ends as its driver ends.
set -euo pipefail

usage() {
  cat <<'END'
Usage: spark-submit/kubernetes.sh [SPARK-SUBMIT-OPTION...] COMMAND [ARGUMENT...]

Runs "mscon COMMAND ARGUMENT..." on Kubernetes with conf/spark/kubernetes.conf:

  spark-submit/kubernetes.sh --master k8s://https://HOST:6443 \
      train --conf conf/zappos50k.conf --dataset /data/dataset --run /data/runs/zappos50k

Options before COMMAND are spark-submit's and stand above the file: --master (needed unless the file has
spark.master), --deploy-mode cluster (the default: the driver is a pod) or client, --conf KEY=VALUE,
--properties-file FILE, --driver-memory 8g. COMMAND's own --conf FILE lies here; its text, with what it
includes, goes to the driver in the ConfigMap that spark-submit makes.

Exit status: the driver's (0 done, 1 failed, 2 wrong usage or configuration). SIGTERM and Ctrl-C stop the
driver, which writes a checkpoint first.
END
}

say() { echo "kubernetes.sh: $*" >&2; }

fail() {
  say "$*"
  exit 2
}

script=$(readlink -f -- "${BASH_SOURCE[0]}")
home=$(dirname -- "$(dirname -- "$script")")
readonly main=io.mscon.submit.Main
readonly jar_in_image=/opt/mscon/lib/mscon-runtime.jar
# Where Spark mounts the ConfigMap that it makes of SPARK_CONF_DIR.
readonly conf_in_pod=/opt/spark/conf
readonly poll_seconds=${MSCON_POLL_SECONDS:-15}

mode=cluster
properties=$home/conf/spark/kubernetes.conf
options=()
declare -A given=()

option() {
  case $1 in
    --deploy-mode) mode=$2 ;;
    --properties-file) properties=$2 ;;
    --master) given[spark.master]=$2 ;;
    --conf | -c) given[${2%%=*}]=${2#*=} ;;
  esac
  options+=("$1" "$2")
}

while (($# > 0)); do
  case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    -v | --verbose)
      options+=("$1")
      shift
      ;;
    --*=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
    -*)
      (($# > 1)) || fail "Invalid options: $1 has no value"
      option "$1" "$2"
      shift 2
      ;;
    *) break ;;
  esac
done
if (($# == 0)); then
  usage >&2
  exit 2
fi
command=$1

# What spark-submit will take for a key: the last of its options, else what the properties file says, else the default given here.
setting() {
  local value=${given[$1]-}
  if [[ -z $value ]]; then
    value=$(sed -n "s/^[[:space:]]*${1//./\\.}[[:space:]]*[=:[:space:]][[:space:]]*\(.*[^[:space:]]\)[[:space:]]*$/\1/p" "$properties" | tail -n 1)
  fi
  echo "${value:-$2}"
}

jar=$home/lib/mscon-runtime.jar
[[ -f $jar ]] || jar=$home/spark-submit/target/mscon-runtime.jar
[[ -f $jar ]] || fail "Cannot start: no $jar (unpack what 'mscon dist' packs, or build it: ./mvnw package -DskipTests)"
submit=${SPARK_HOME:-}/bin/spark-submit
[[ -x $submit ]] || fail "Cannot start: SPARK_HOME is '${SPARK_HOME:-}' (set it to an installed Spark 3.5 with Scala 2.12)"
[[ -f $properties ]] || fail "Cannot read $properties: no such file"
master=$(setting spark.master '')
[[ $master == k8s://* ]] || fail "Invalid --master: '$master' (must be k8s://https://HOST:PORT: see 'kubectl cluster-info')"
namespace=$(setting spark.kubernetes.namespace default)

common=(--properties-file "$properties" --class "$main" --name "mscon-$command")
template() {
  if [[ -z $(setting "spark.kubernetes.$1.podTemplateFile" '') ]]; then
    common+=(--conf "spark.kubernetes.$1.podTemplateFile=$home/spark-submit/kubernetes/$1.yaml")
  fi
}
template driver
template executor

if [[ $mode == client ]]; then
  # This process is the driver: its jar, its log settings and its threads are those of this machine.
  java_options=$(setting spark.driver.extraJavaOptions '')
  OMP_NUM_THREADS=$(setting spark.kubernetes.driverEnv.OMP_NUM_THREADS 1)
  export OMP_NUM_THREADS
  exec "$submit" "${common[@]}" --deploy-mode client --driver-java-options "${java_options//"$jar_in_image"/"$jar"}" \
    "${options[@]}" "$jar" "$@"
fi
[[ $mode == cluster ]] || fail "Invalid --deploy-mode: '$mode' (must be cluster or client)"

folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
administrator=${SPARK_CONF_DIR:-$SPARK_HOME/conf}
[[ ! -d $administrator ]] || cp -rL -- "$administrator/." "$folder"

# Puts a configuration where spark-submit takes it along, as one file: a ConfigMap has no folders to include from.
send() {
  local name
  name=$(basename -- "$1")
  if [[ ! $name =~ ^[-._A-Za-z0-9]+$ || $name =~ ^spark.*(conf|properties)$ || $name =~ \.(template|gz|zip|jar|tar)$ ]]; then
    fail "Cannot send $1: Spark takes no file of such a name along (rename it: letters, digits, - and _, not beginning with spark)"
  fi
  OMP_NUM_THREADS=1 "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:TieredStopAtLevel=1 -Xshare:auto -cp "$jar:$SPARK_HOME/jars/*" \
    "$main" one-file --conf "$1" >"$folder/$name" || exit 2
}

arguments=()
while (($# > 0)); do
  case $1 in
    --conf)
      (($# > 1)) || fail "Invalid arguments: --conf has no value"
      send "$2"
      arguments+=(--conf "$conf_in_pod/$(basename -- "$2")")
      shift 2
      ;;
    --conf=*) set -- --conf "${1#--conf=}" "${@:2}" ;;
    *)
      arguments+=("$1")
      shift
      ;;
  esac
done
export SPARK_CONF_DIR=$folder

pod=$(setting spark.kubernetes.driver.pod.name "mscon-$command-$(date -u +%Y%m%d-%H%M%S)-$(printf '%04x' "$RANDOM")-driver")

# Waits for a program, and lets signals through while it runs.
program() {
  "$@" &
  child=$!
  wait "$child"
}

stop() {
  trap '' TERM INT
  say "stopping driver $namespace/$pod"
  kill "$child" 2>/dev/null || true
  "$submit" --kill "$namespace:$pod" "${common[@]}" "${options[@]}" --master "$master" || say "Cannot stop it: delete its pod"
  exit "$1"
}
child=
trap 'stop 143' TERM
trap 'stop 130' INT

say "driver $namespace/$pod (its log: kubectl -n $namespace logs -f $pod)"
status=0
program "$submit" "${common[@]}" --deploy-mode cluster --conf "spark.kubernetes.driver.pod.name=$pod" \
  "${options[@]}" "local://$jar_in_image" "${arguments[@]}" || status=$?
if ((status != 0)); then
  say "spark-submit failed with status $status: driver $namespace/$pod was not started, or not watched to its end"
  exit 1
fi
if [[ $(setting spark.kubernetes.submission.waitAppCompletion true) == false ]]; then
  say "driver $namespace/$pod was submitted; how it ends is not waited for"
  exit 0
fi

# spark-submit ends with 0 whatever becomes of the driver, and when it loses sight of it: so the pod is asked.
unanswered=0
while true; do
  program "$submit" --status "$namespace:$pod" "${common[@]}" "${options[@]}" --master "$master" >"$folder/status" 2>&1 || true
  case $(sed -n 's/^[[:space:]]*phase: //p' "$folder/status" | tail -n 1) in
    Succeeded)
      say "driver $namespace/$pod succeeded"
      exit 0
      ;;
    Failed)
      status=$(awk '/container name: /{driver = $NF == "spark-kubernetes-driver"} driver && /exit code: /{print $NF}' "$folder/status")
      [[ $status =~ ^[1-9][0-9]*$ ]] || status=1
      say "driver $namespace/$pod failed with exit status $status (why: kubectl -n $namespace logs $pod, or describe pod $pod)"
      exit "$status"
      ;;
    '')
      if grep -q 'Application not found' "$folder/status" || ((++unanswered == 5)); then
        cat "$folder/status" >&2
        say "Cannot tell how driver $namespace/$pod ended: its pod is gone or nobody answers (look for _SUCCESS in its run)"
        exit 1
      fi
      ;;
    *) unanswered=0 ;;
  esac
  program sleep "$poll_seconds" || true
done
