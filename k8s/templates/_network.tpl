{{/* To resolve names, and to the database. */}}
{{- define "qipan.egressToDatabase" -}}
- to: {{- toYaml .Values.network.dns | nindent 4 }}
  ports: [{port: {{ .Values.network.dnsPort }}, protocol: UDP}, {port: {{ .Values.network.dnsPort }}, protocol: TCP}]
{{- if eq .Values.database.kind "existing" }}
- to: {{- toYaml .Values.database.peers | nindent 4 }}
  ports: [{port: {{ .Values.database.port }}, protocol: TCP}]
{{- else }}
- to:
    - podSelector:
        matchLabels: {{- include "qipan.databaseSelector" . | nindent 10 }}
  ports: [{port: 5432, protocol: TCP}]
{{- end }}
{{- end }}

{{- define "qipan.databaseSelector" -}}
{{- if eq .Values.database.kind "cloudnativepg" -}}
cnpg.io/cluster: {{ include "qipan.name" (list . "postgres") }}
{{- else -}}
{{ include "qipan.selector" (list . "postgres") }}
{{- end -}}
{{- end }}

{{/* Who may reach a service, and whom it may reach. Takes root, service and its values. */}}
{{- define "qipan.network" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
{{- $values := index . 2 -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "qipan.name" (list $root $service) }}
  labels: {{- include "qipan.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "qipan.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    {{- $callers := list }}
    {{- range $caller, $ignored := $root.Values.services }}
    {{- if has $service (splitList " " (include "qipan.calls" $caller)) }}
    {{- $callers = append $callers (dict "podSelector" (dict "matchLabels" (include "qipan.selector" (list $root $caller) | fromYaml))) }}
    {{- end }}{{ end }}
    {{- with concat $callers $root.Values.network.callers }}
    - from: {{- toYaml . | nindent 8 }}
      ports: [{port: grpc, protocol: TCP}]
    {{- end }}
    {{- if and (eq $service "patrol") $root.Values.exposure.telephones.host }}
    {{- with $root.Values.network.callers }}
    # A policy knows no paths: that telephones come to theirs and not to JSON is the route's.
    - from: {{- toYaml . | nindent 8 }}
      ports: [{port: http, protocol: TCP}]
    {{- end }}
    {{- end }}
    {{- with $root.Values.network.monitors }}
    # Beside the kubelet, which no policy keeps from the Pods of its node.
    - from: {{- toYaml . | nindent 8 }}
      ports: [{port: management, protocol: TCP}]
    {{- end }}
  egress:
    {{- include "qipan.egressToDatabase" $root | nindent 4 }}
    {{- range without (splitList " " (include "qipan.calls" $service)) "" }}
    - to:
        - podSelector:
            matchLabels: {{- include "qipan.selector" (list $root .) | nindent 14 }}
      ports: [{port: {{ include "qipan.grpcPort" . }}, protocol: TCP}]
    {{- end }}
    {{- if $root.Values.auth.jwksAddress }}
    - to: {{- toYaml $root.Values.auth.issuerPeers | nindent 8 }}
      ports: [{port: {{ include "qipan.issuerPort" $root }}, protocol: TCP}]
    {{- end }}
    {{- with $values.egress }}{{ toYaml . | nindent 4 }}{{ end }}
{{- end }}

{{/* A migration reaches the database and nothing else. */}}
{{- define "qipan.migrationNetwork" -}}
{{- $root := index . 0 -}}
{{- $part := printf "%s-migration" (index . 1) -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "qipan.name" (list $root $part) }}
  labels: {{- include "qipan.labels" (list $root $part) | nindent 4 }}
  annotations:
    helm.sh/hook: {{ include "qipan.migrationEvents" $root }}
    helm.sh/hook-weight: "-1"
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
spec:
  podSelector:
    matchLabels: {{- include "qipan.selector" (list $root $part) | nindent 6 }}
  policyTypes: [Ingress, Egress]
  egress:
    {{- include "qipan.egressToDatabase" $root | nindent 4 }}
{{- if eq $root.Values.database.kind "cloudnativepg" }}
---
# The database lets it in, by a policy of its own: before an upgrade the other one is still that of the version before.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "qipan.name" (list $root (printf "%s-database" $part)) }}
  labels: {{- include "qipan.labels" (list $root $part) | nindent 4 }}
  annotations:
    helm.sh/hook: {{ include "qipan.migrationEvents" $root }}
    helm.sh/hook-weight: "-1"
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
spec:
  podSelector:
    matchLabels: {{- include "qipan.databaseSelector" $root | nindent 6 }}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels: {{- include "qipan.selector" (list $root $part) | nindent 14 }}
      ports: [{port: 5432, protocol: TCP}]
{{- end }}
{{- end }}
