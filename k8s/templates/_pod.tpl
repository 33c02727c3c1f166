{{/* What a service is told, for its replicas and its migration. Takes root, service and its values. */}}
{{- define "qipan.environment" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
{{- $values := index . 2 -}}
- name: QIPAN_DB_HOST
  value: {{ include "qipan.databaseHost" $root | quote }}
- name: QIPAN_DB_PORT
  value: {{ ternary $root.Values.database.port 5432 (eq $root.Values.database.kind "existing") | quote }}
- name: QIPAN_DB_NAME
  value: {{ $values.database.name | default $service | quote }}
{{- with include "qipan.standbyHost" $root }}
- name: QIPAN_DB_STANDBY_HOST
  value: {{ . | quote }}
{{- end }}
- name: QIPAN_DB_CONNECTIONS
  value: {{ $values.database.connections | quote }}
- name: QIPAN_DB_USER
  valueFrom:
    secretKeyRef: {name: {{ include "qipan.databaseSecret" . }}, key: username}
- name: QIPAN_DB_PASSWORD
  valueFrom:
    secretKeyRef: {name: {{ include "qipan.databaseSecret" . }}, key: password}
{{- if include "qipan.databaseCaSecret" $root }}
- name: QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE
  value: verify-full
- name: QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM
  value: HTTPS
- name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM
  value: "true"
- name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS
  value: /etc/qipan/database/ca.crt
- name: QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SSLMODE
  value: verify-full
- name: QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SSLROOTCERT
  value: /etc/qipan/database/ca.crt
{{- end }}
- name: QIPAN_AUTH_ISSUER
  value: {{ $root.Values.auth.issuer | quote }}
- name: QIPAN_AUTH_AUDIENCE
  value: {{ $root.Values.auth.audience | quote }}
{{- if $root.Values.auth.jwksAddress }}
- name: QIPAN_AUTH_JWKS_ADDRESS
  value: {{ $root.Values.auth.jwksAddress | quote }}
{{- if $root.Values.auth.caSecretName }}
- name: QIPAN_AUTH_JWKS_TRUSTED_FILE
  value: /etc/qipan/issuer/ca.crt
{{- end }}
{{- else }}
- name: QIPAN_AUTH_PUBLIC_KEY_FILE
  value: /etc/qipan/keys/public.pem
{{- end }}
{{- range $claim, $path := $root.Values.auth.claims }}
- name: QIPAN_AUTH_CLAIM_{{ upper $claim }}
  value: {{ $path | quote }}
{{- end }}
{{- with $root.Values.auth.roles }}
- name: QIPAN_AUTH_ROLES
  value: {{ include "qipan.pairs" . | quote }}
{{- end }}
{{- if $root.Values.tls.enabled }}
- name: QIPAN_TLS_CERTIFICATE_FILE
  value: /etc/qipan/tls/tls.crt
- name: QIPAN_TLS_KEY_FILE
  value: /etc/qipan/tls/tls.key
- name: QIPAN_TLS_TRUSTED_FILE
  value: /etc/qipan/tls/ca.crt
{{- end }}
{{- if ne $service "patrol" }}
- name: QIPAN_PERSONAL_KEYS_FILE
  value: /etc/qipan/keys/personal.keys
{{- end }}
- name: JDK_JAVA_OPTIONS
  value: -XX:MaxDirectMemorySize={{ include "qipan.directMemory" $values }}
{{- with $root.Values.network.trustedProxies }}
- name: QIPAN_TRUSTED_PROXIES
  value: {{ join "," . | quote }}
{{- end }}
{{- with include "qipan.calls" $service }}
{{- if not $root.Values.tls.enabled }}
- name: QIPAN_PEER_TOKEN_FILE
  value: /etc/qipan/keys/peer.token
{{- end }}
{{- range splitList " " . }}
- name: QIPAN_PEER_{{ upper . }}_ADDRESS
  value: {{ printf "dns:///%s:%s" (include "qipan.name" (list $root .)) (include "qipan.grpcPort" .) | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/* `DISPATCHER=wuhai-dispatch,COMMANDER=wuhai-command`, of a map. */}}
{{- define "qipan.pairs" -}}
{{- $pairs := list -}}
{{- range $name, $value := . }}{{ $pairs = append $pairs (printf "%s=%s" $name $value) }}{{ end -}}
{{- join "," $pairs -}}
{{- end }}

{{/*
15 % of the memory limit, in bytes: by itself the JVM takes as much for buffers as for the heap, which are 70 %, and the node would end
the Pod before the JVM says what is missing. Takes the values of a service.
*/}}
{{- define "qipan.directMemory" -}}
{{- $limit := .resources.limits.memory -}}
{{- $unit := regexFind "[A-Za-z]*$" $limit -}}
{{- $bytes := get (dict "" 1.0 "m" 0.001 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "Ki" 1024.0 "Mi" 1048576.0 "Gi" 1073741824.0 "Ti" 1099511627776.0) $unit -}}
{{- mulf (trimSuffix $unit $limit | float64) $bytes 0.15 | int64 -}}
{{- end }}

{{/* Files of the Secret with keys that a service reads, separated by blanks. Takes the root and the service. */}}
{{- define "qipan.keys" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
{{- $keys := list -}}
{{- if not $root.Values.auth.jwksAddress }}{{ $keys = append $keys "public.pem" }}{{ end -}}
{{- if ne $service "patrol" }}{{ $keys = append $keys "personal.keys" }}{{ end -}}
{{- if and (include "qipan.calls" $service) (not $root.Values.tls.enabled) }}{{ $keys = append $keys "peer.token" }}{{ end -}}
{{- join " " $keys -}}
{{- end }}

{{- define "qipan.databaseCaSecret" -}}
{{- if eq .Values.database.kind "cloudnativepg" -}}
{{ .Values.database.caSecretName | default (printf "%s-ca" (include "qipan.name" (list . "postgres"))) }}
{{- else }}{{ .Values.database.caSecretName }}{{ end -}}
{{- end }}

{{- define "qipan.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "qipan.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{- define "qipan.image" -}}
{{- $root := index . 0 -}}
{{- $name := printf "%s/%s-service" $root.Values.image.repository (index . 1) -}}
{{- with (index . 2).digest }}{{ $name }}@{{ . }}{{ else }}{{ $name }}:{{ $root.Values.image.tag | default $root.Chart.AppVersion }}{{ end -}}
{{- end }}

{{/* Where the service finds keys and scratch space. Takes root, service and its values. */}}
{{- define "qipan.mounts" -}}
- {name: scratch, mountPath: /tmp}
{{- if include "qipan.keys" . }}
- {name: keys, mountPath: /etc/qipan/keys, readOnly: true}
{{- end }}
{{- if (index . 0).Values.auth.caSecretName }}
- {name: issuer, mountPath: /etc/qipan/issuer, readOnly: true}
{{- end }}
{{- if (index . 0).Values.tls.enabled }}
- {name: tls, mountPath: /etc/qipan/tls, readOnly: true}
{{- end }}
{{- if include "qipan.databaseCaSecret" (index . 0) }}
- {name: database, mountPath: /etc/qipan/database, readOnly: true}
{{- end }}
{{- end }}

{{- define "qipan.volumes" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
- name: scratch
  emptyDir: {sizeLimit: 256Mi}
{{- with include "qipan.keys" . }}
- name: keys
  secret:
    secretName: {{ $root.Values.auth.secretName | default (include "qipan.name" (list $root "keys")) }}
    defaultMode: 0440
    items:
      {{- range splitList " " . }}
      - {key: {{ eq . "peer.token" | ternary (printf "%s-service.token" $service) . }}, path: {{ . }}}
      {{- end }}
{{- end }}
{{- with $root.Values.auth.caSecretName }}
- name: issuer
  secret:
    secretName: {{ . }}
    defaultMode: 0440
    items: [{key: ca.crt, path: ca.crt}]
{{- end }}
{{- if $root.Values.tls.enabled }}
- name: tls
  projected:
    defaultMode: 0440
    sources:
      - secret:
          name: {{ include "qipan.tlsSecret" . }}
          items:
            - {key: tls.crt, path: tls.crt}
            - {key: tls.key, path: tls.key}
            {{- if not $root.Values.tls.authorityConfigMapName }}
            - {key: ca.crt, path: ca.crt}
            {{- end }}
      {{- with $root.Values.tls.authorityConfigMapName }}
      - configMap:
          name: {{ . }}
          items: [{key: ca.crt, path: ca.crt}]
      {{- end }}
{{- end }}
{{- with include "qipan.databaseCaSecret" $root }}
- name: database
  secret:
    secretName: {{ . }}
    defaultMode: 0440
    items: [{key: ca.crt, path: ca.crt}]
{{- end }}
{{- end }}
