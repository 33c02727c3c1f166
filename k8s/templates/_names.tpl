{{/* The name of a part, `qipan-patrol`. Takes the root and the part. */}}
{{- define "qipan.name" -}}
{{- $root := index . 0 -}}
{{- printf "%s-%s" $root.Release.Name (index . 1) | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{/* What selects the Pods of a part, and never changes. Takes the root and the part. */}}
{{- define "qipan.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ index . 1 }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
{{- end }}

{{/* The labels of every object. Takes the root and the part. */}}
{{- define "qipan.labels" -}}
{{- $root := index . 0 -}}
{{ include "qipan.selector" . }}
app.kubernetes.io/part-of: qipan
app.kubernetes.io/version: {{ $root.Values.image.tag | default $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | quote }}
{{- end }}

{{- define "qipan.httpPort" -}}
{{- get (dict "dispatch" 7101 "patrol" 7102 "ecology" 7103) . -}}
{{- end }}

{{- define "qipan.grpcPort" -}}
{{- get (dict "dispatch" 7104 "patrol" 7105 "ecology" 7106) . -}}
{{- end }}

{{/* Health and metrics. */}}
{{- define "qipan.managementPort" -}}
{{- get (dict "dispatch" 7107 "patrol" 7108 "ecology" 7109) . -}}
{{- end }}

{{/* Which services a service calls, separated by blanks. */}}
{{- define "qipan.calls" -}}
{{- get (dict "dispatch" "patrol ecology" "patrol" "" "ecology" "patrol dispatch") . -}}
{{- end }}

{{/* The values of a service: the defaults with what its own block says, as YAML. Takes the root and the service. */}}
{{- define "qipan.settingsOf" -}}
{{- $root := index . 0 -}}
{{- mergeOverwrite (deepCopy $root.Values.defaults) (get $root.Values.services (index . 1) | default dict) | toYaml -}}
{{- end }}

{{/* How many replicas there are at the least. Takes the values of a service. */}}
{{- define "qipan.leastReplicas" -}}
{{- if .autoscaling.enabled }}{{ .autoscaling.minReplicas }}{{ else }}{{ .replicas }}{{ end -}}
{{- end }}

{{- define "qipan.databaseHost" -}}
{{- if eq .Values.database.kind "trial" }}{{ include "qipan.name" (list . "postgres") }}
{{- else if eq .Values.database.kind "cloudnativepg" }}{{ include "qipan.name" (list . "postgres") }}-rw
{{- else }}{{ .Values.database.host }}{{ end -}}
{{- end }}

{{/* Where reads go that may be some seconds old; nothing if they go where all do. */}}
{{- define "qipan.standbyHost" -}}
{{- if eq .Values.database.kind "cloudnativepg" }}{{ if .Values.database.cloudnativepg.readStandbys }}{{ include "qipan.name" (list . "postgres") }}-ro{{ end }}
{{- else }}{{ .Values.database.standbyHost }}{{ end -}}
{{- end }}

{{/* Secret with name and password of a service's role. Takes the root, the service and its values. */}}
{{- define "qipan.databaseSecret" -}}
{{- $values := index . 2 -}}
{{- $values.database.secretName | default (include "qipan.name" (list (index . 0) (printf "%s-database" (index . 1)))) -}}
{{- end }}

{{/* Secret with the certificate of a service. Takes the root, the service and its values. */}}
{{- define "qipan.tlsSecret" -}}
{{- (index . 2).tls.secretName | default (include "qipan.name" (list (index . 0) (printf "%s-tls" (index . 1)))) -}}
{{- end }}

{{/* Whether the issuer of tokens is another one than `./qipan secrets`. */}}
{{- define "qipan.foreignIssuer" -}}
{{- if or .Values.auth.jwksAddress (ne .Values.auth.issuer "qipan") }}yes{{ end -}}
{{- end }}

{{/* The port at which the issuer publishes its keys. */}}
{{- define "qipan.issuerPort" -}}
{{- regexFind ":[0-9]+$" (urlParse .Values.auth.jwksAddress).host | trimPrefix ":" | default "443" -}}
{{- end }}

{{/* What cannot be said in the schema. */}}
{{- define "qipan.check" -}}
{{- $database := .Values.database -}}
{{- if eq $database.kind "existing" -}}
  {{- if not $database.host }}{{ fail "database.host: say where the existing PostgreSQL is, for example postgres.databases.svc" }}{{ end -}}
  {{- if and .Values.network.enabled (not $database.peers) }}{{ fail "database.peers: name the existing PostgreSQL to the NetworkPolicies, for example [{ipBlock: {cidr: 10.1.2.3/32}}]" }}{{ end -}}
{{- end -}}
{{- if and (ne $database.kind "existing") $database.standbyHost }}{{ fail (printf "database.standbyHost: a PostgreSQL of kind %s has no standby at %s; use existing, or cloudnativepg with cloudnativepg.readStandbys" $database.kind $database.standbyHost) }}{{ end -}}
{{- if and $database.cloudnativepg.readStandbys (or (ne $database.kind "cloudnativepg") (lt (int $database.cloudnativepg.instances) 2)) }}{{ fail "database.cloudnativepg.readStandbys: there are standbys with kind cloudnativepg and at least 2 instances" }}{{ end -}}
{{- if and (eq $database.kind "trial") $database.caSecretName }}{{ fail "database.caSecretName: the PostgreSQL for trying out speaks no TLS; use existing or cloudnativepg" }}{{ end -}}
{{- if and (eq .Values.exposure.kind "gateway") (not .Values.exposure.gateway.parentRefs) }}{{ fail "exposure.gateway.parentRefs: name the Gateway that the routes join" }}{{ end -}}
{{- if and (eq .Values.exposure.kind "ingress") (not .Values.exposure.ingress.tlsSecretName) }}{{ fail "exposure.ingress.tlsSecretName: tokens must not travel in clear; name the Secret with the certificate" }}{{ end -}}
{{- include "qipan.checkCallers" . -}}
{{- if and .Values.monitoring.enabled .Values.network.enabled (not .Values.network.monitors) }}{{ fail "network.monitors: monitoring is on, and nobody may read the metrics; name your Prometheus, for example [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]" }}{{ end -}}
{{- $hosts := list -}}
{{- with .Values.exposure.telephones.host }}
  {{- $hosts = append $hosts . -}}
  {{- if eq $.Values.exposure.kind "none" }}{{ fail (printf "exposure.telephones.host: %s leads nowhere while exposure.kind is none; set gateway or ingress" .) }}{{ end -}}
{{- end -}}
{{- range $service, $ignored := .Values.services -}}
  {{- $values := include "qipan.settingsOf" (list $ $service) | fromYaml -}}
  {{- if and $values.storage.enabled (ne $service "ecology") }}{{ fail (printf "services.%s.storage.enabled: only ecology-service keeps files" $service) }}{{ end -}}
  {{- if $values.host }}{{ $hosts = append $hosts $values.host }}{{ end -}}
  {{- $several := or $values.autoscaling.enabled (gt (int $values.replicas) 1) -}}
  {{- if and $several $values.storage.enabled (ne $values.storage.accessMode "ReadWriteMany") }}{{ fail (printf "services.%s.storage.accessMode: replicas share their files, so more than one needs ReadWriteMany" $service) }}{{ end -}}
  {{- if and $values.autoscaling.enabled (gt (int $values.autoscaling.minReplicas) (int $values.autoscaling.maxReplicas)) }}{{ fail (printf "services.%s.autoscaling: minReplicas %v is above maxReplicas %v" $service $values.autoscaling.minReplicas $values.autoscaling.maxReplicas) }}{{ end -}}
{{- end -}}
{{- if and (ne .Values.exposure.kind "none") (not $hosts) }}{{ fail "exposure.kind: no service has a host, so nothing would be reached; set services.dispatch.host" }}{{ end -}}
{{- if and (ne .Values.exposure.kind "none") .Values.network.enabled (not .Values.network.callers) }}{{ fail "network.callers: exposure is on, and nobody may reach the services from outside; name the namespace of the gateway or ingress controller" }}{{ end -}}
{{- if ne (len $hosts) (len (uniq $hosts)) }}{{ fail "services: every host is of one service, because all of them serve qipan.common.v1, and that of exposure.telephones is of none, because HTTP and gRPC do not share one" }}{{ end -}}
{{- end }}

{{/* Who calls, and how it is known. */}}
{{- define "qipan.checkCallers" -}}
{{- $auth := .Values.auth -}}
{{- if and (include "qipan.foreignIssuer" .) (not .Values.tls.enabled) }}{{ fail (printf "auth.issuer: %s gives the services no tokens by which they know each other, and those of ./qipan secrets would be refused; set tls.enabled, so that they know each other by certificates" (ternary $auth.jwksAddress $auth.issuer (eq $auth.issuer "qipan"))) }}{{ end -}}
{{- if and (not .Values.tls.enabled) (or (ne $auth.audience "qipan") (ne $auth.claims.subject "sub") (ne $auth.claims.roles "groups") (hasKey $auth.roles "SERVICE")) }}{{ fail "auth: the tokens of ./qipan secrets, by which services know each other, have the audience qipan, the subject in sub and the role SERVICE in groups, and would be refused; set tls.enabled, so that they know each other by certificates, or leave auth.audience, auth.claims.subject, auth.claims.roles and auth.roles.SERVICE as they are" }}{{ end -}}
{{- if and $auth.jwksAddress (eq $auth.issuer "qipan") }}{{ fail (printf "auth.issuer: say whose keys are at %s, word for word as the claim iss of its tokens has it" $auth.jwksAddress) }}{{ end -}}
{{- if and $auth.jwksAddress .Values.network.enabled (not $auth.issuerPeers) }}{{ fail (printf "auth.issuerPeers: name to the NetworkPolicies who answers at %s, for example [{ipBlock: {cidr: 10.1.2.3/32}}]; nobody would be let in while its keys cannot be read" $auth.jwksAddress) }}{{ end -}}
{{- if and $auth.issuerPeers (not $auth.jwksAddress) }}{{ fail "auth.issuerPeers: without auth.jwksAddress nobody is asked for keys; leave it empty" }}{{ end -}}
{{- if and $auth.caSecretName (not $auth.jwksAddress) }}{{ fail (printf "auth.caSecretName: without auth.jwksAddress nobody is asked for keys, so that %s would be used by nobody; leave it empty" $auth.caSecretName) }}{{ end -}}
{{- if and .Values.tls.authorityConfigMapName (not .Values.tls.enabled) }}{{ fail "tls.authorityConfigMapName: gRPC is not protected while tls.enabled is false" }}{{ end -}}
{{- if .Values.tls.enabled }}
  {{- if and (eq .Values.exposure.kind "gateway") (not .Values.tls.authorityConfigMapName) }}{{ fail "tls.authorityConfigMapName: a Gateway takes from a ConfigMap whom it trusts (BackendTLSPolicy); name the one with ca.crt" }}{{ end -}}
  {{- if eq .Values.exposure.kind "ingress" }}{{ range $name, $value := .Values.exposure.ingress.annotations }}
    {{- if and (hasSuffix "/backend-protocol" $name) (eq (upper $value) "GRPC") }}{{ fail (printf "exposure.ingress.annotations: with tls.enabled the services take TLS only, and %s says %s; say GRPCS, and have the controller verify the name {service}" $name $value) }}{{ end -}}
  {{- end }}{{ end -}}
{{- end -}}
{{- end }}
